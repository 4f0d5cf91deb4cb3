import { cacheExchange, Client, fetchExchange, makeOperation, type Operation } from 'urql'
import { expect, test, vi } from 'vitest'

import { passing, renew, renewExchange } from './renew'

const operation = (key: number) =>
  makeOperation('query', { key, query: '{ service { seq } }', variables: {} } as never, { url: '', requestPolicy: 'cache-first' } as never)
const policy = (passed: Operation) => passed.context.requestPolicy

test('what was asked is asked again, what is not shown when it is asked next, and each once', () => {
  expect(policy(passing(operation(1)))).toBe('cache-first')
  expect(policy(passing(operation(2)))).toBe('cache-first')

  const again: number[] = []
  renew({ reexecuteOperation: ({ key }) => void again.push(key) })
  expect(new Set(again)).toEqual(new Set([1, 2]))
  expect(policy(passing(operation(1)))).toBe('network-only')
  expect(policy(passing(operation(1)))).toBe('cache-first')
  expect(policy(passing(operation(2)))).toBe('network-only')
})

/** A client whose server answers `question`, which no other test asks, when it is told to. */
function slow(question: string) {
  const asked: ((seq: string) => void)[] = []
  const fetch = () => new Promise<Response>((resolve) => asked.push((seq) => resolve(Response.json({ data: { service: { seq } } }))))
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [renewExchange, cacheExchange, fetchExchange], fetch, preferGetMethod: false })
  const seen: string[] = []
  let told = 0
  const { unsubscribe } = client.query<{ service: { seq: string } }>(question, {}).subscribe(({ data, stale }) => {
    if (!data || stale) return
    told += 1
    seen.push(data.service.seq)
  })
  return { client, asked, seen, told: () => told, unsubscribe }
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
