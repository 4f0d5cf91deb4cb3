import { Client, fetchExchange } from 'urql'
import { expect, test, vi } from 'vitest'

import { keeping, kept, renew } from './renew'

/** A client whose server answers `question`, which no other test asks, when it is told to; it refuses where it is told nothing. */
function slow(question: string) {
  const asked: ((seq: string | undefined) => void)[] = []
  const answer = (seq: string | undefined) => (seq === undefined ? { errors: [{ message: 'refused' }] } : { data: { service: { seq } } })
  const fetch = () => new Promise<Response>((resolve) => asked.push((seq) => resolve(Response.json(answer(seq)))))
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [keeping, fetchExchange], fetch, preferGetMethod: false })
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

test('what was answered is not asked again, until something is taken in', async () => {
  const asked: string[] = []
  const fetch = (_: unknown, init?: RequestInit) => {
    asked.push(JSON.parse(String(init?.body)).query)
    return Promise.resolve(Response.json({ data: { service: { seq: String(asked.length) } } }))
  }
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [keeping, fetchExchange], fetch, preferGetMethod: false })
  const seq = async (question: string) => (await client.query<{ service: { seq: string } }>(question, {}).toPromise()).data?.service.seq
  expect([await seq('query F { service { seq } }'), await seq('query F { service { seq } }'), await seq('query G { service { seq } }')]).toEqual(['1', '1', '2'])
  renew(client)
  expect(asked).toHaveLength(2)
  expect([await seq('query F { service { seq } }'), await seq('query F { service { seq } }'), await seq('query G { service { seq } }')]).toEqual(['3', '3', '4'])
})

test('of very many answers those that are shown are kept, and those of late', async () => {
  const asked: string[] = []
  const fetch = (_: unknown, init?: RequestInit) => {
    asked.push(JSON.parse(String(init?.body)).query)
    return Promise.resolve(Response.json({ data: { service: { seq: '1' } } }))
  }
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [keeping, fetchExchange], fetch, preferGetMethod: false })
  const question = (number: number) => `query N${number} { service { seq } }`
  const ask = (number: number) => client.query(question(number), {}).toPromise()
  const shown = client.query(question(0), {}).subscribe(() => undefined)
  for (let number = 1; number <= 500; number += 1) await ask(number)
  expect(kept()).toBeLessThanOrEqual(400)
  expect(asked).toHaveLength(501)
  await ask(500)
  await ask(0)
  expect(asked).toHaveLength(501)
  await ask(1)
  expect(asked).toHaveLength(502)
  renew(client)
  await vi.waitFor(() => expect(asked.at(-1)).toContain('query N0 '))
  shown.unsubscribe()
})
