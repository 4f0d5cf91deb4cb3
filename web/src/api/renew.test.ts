import { Client, fetchExchange, makeOperation, makeResult, type Operation } from 'urql'
import { expect, test, vi } from 'vitest'

import { arrived, keeping, passing, renew } from './renew'

const operation = (key: number) =>
  makeOperation('query', { key, query: '{ service { seq } }', variables: {} } as never, { url: '', requestPolicy: 'cache-first' } as never)
const policy = (passed: Operation) => passed.context.requestPolicy

test('what was answered is asked again, what is not shown when it is asked next, until an answer came', () => {
  const answer = (key: number) => {
    const passed = passing(operation(key))
    arrived(makeResult(passed, { data: {} }))
    return policy(passed)
  }
  expect(answer(1)).toBe('cache-first')
  expect(answer(2)).toBe('cache-first')

  const again: number[] = []
  renew({ reexecuteOperation: ({ key }) => void again.push(key) })
  expect(new Set(again)).toEqual(new Set([1, 2]))
  expect(answer(1)).toBe('network-only')
  expect(answer(1)).toBe('cache-first')
  expect(answer(2)).toBe('network-only')
})

/** A client whose server answers `question`, which no other test asks, when it is told to; it refuses where it is told nothing. */
function slow(question: string) {
  const asked: ((seq: string | undefined) => void)[] = []
  const answer = (seq: string | undefined) => (seq === undefined ? { errors: [{ message: 'refused' }] } : { data: { service: { seq } } })
  const fetch = () => new Promise<Response>((resolve) => asked.push((seq) => resolve(Response.json(answer(seq)))))
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [...keeping, fetchExchange], fetch, preferGetMethod: false })
  const seen: string[] = []
  let told = 0
  let refused = 0
  const { unsubscribe } = client.query<{ service: { seq: string } }>(question, {}).subscribe(({ data, error, stale }) => {
    if (error) refused += 1
    if (!data || stale) return
    told += 1
    seen.push(data.service.seq)
  })
  return { client, asked, seen, told: () => told, refused: () => refused, unsubscribe }
}

test('what is shown is asked again once', async () => {
  const { client, asked, seen, unsubscribe } = slow('{ service { seq } }')
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  asked[0]?.('1')
  await vi.waitFor(() => expect(seen).toEqual(['1']))
  renew(client)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.('2')
  await vi.waitFor(() => expect(seen).toEqual(['1', '2']))
  expect(asked).toHaveLength(2)
  unsubscribe()
})

test('what is on its way when something is taken in is asked again', async () => {
  const { client, asked, seen, unsubscribe } = slow('query A { service { seq } }')
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  renew(client)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[0]?.('1')
  asked[1]?.('2')
  await vi.waitFor(() => expect(seen.at(-1)).toBe('2'))
  unsubscribe()
})

test('an answer of before that comes late does not take the place of a newer one', async () => {
  const { client, asked, seen, told, unsubscribe } = slow('query B { service { seq } }')
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  renew(client)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.('2')
  await vi.waitFor(() => expect(told()).toBe(1))
  asked[0]?.('1')
  await vi.waitFor(() => expect(told()).toBe(2))
  expect(seen.at(-1)).toBe('2')
  unsubscribe()
})

test('what is refused after a renewal does not come back from what was kept', async () => {
  const question = 'query C { service { seq } }'
  const { client, asked, seen, refused, unsubscribe } = slow(question)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  asked[0]?.('1')
  await vi.waitFor(() => expect(seen).toEqual(['1']))
  renew(client)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.(undefined)
  await vi.waitFor(() => expect(refused()).toBe(1))
  unsubscribe()
  const later = client.query<{ service: { seq: string } }>(question, {}).toPromise()
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  asked[2]?.(undefined)
  const { data, error } = await later
  expect(data).toBeUndefined()
  expect(error?.message).toContain('refused')
})

test('what nobody waited for after a renewal is asked anew when it is shown again', async () => {
  const question = 'query D { service { seq } }'
  const { client, asked, seen, unsubscribe } = slow(question)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  asked[0]?.('1')
  await vi.waitFor(() => expect(seen).toEqual(['1']))
  renew(client)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  unsubscribe()
  const later = client.query<{ service: { seq: string } }>(question, {}).toPromise()
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  asked[2]?.('2')
  expect((await later).data?.service.seq).toBe('2')
})

test('an answer of before that comes late is not kept in the place of a newer one', async () => {
  const question = 'query E { service { seq } }'
  const { client, asked, told, unsubscribe } = slow(question)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  renew(client)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.('2')
  await vi.waitFor(() => expect(told()).toBe(1))
  asked[0]?.('1')
  await vi.waitFor(() => expect(told()).toBe(2))
  unsubscribe()
  expect((await client.query<{ service: { seq: string } }>(question, {}).toPromise()).data?.service.seq).toBe('2')
  expect(asked).toHaveLength(2)
})
