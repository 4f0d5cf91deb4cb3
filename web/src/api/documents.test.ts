import { afterEach, expect, test, vi } from 'vitest'

import { BegunDocument } from '../gql/graphql'
import { byHash, hashOf, send, textOf } from './documents'

afterEach(() => vi.unstubAllGlobals())

const hash = hashOf(BegunDocument)
const body = JSON.stringify({ documentId: hash, variables: { a: 1 } })
const unknown = () => Response.json({ errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
const answered = () => Response.json({ data: { service: { seq: '4' } } })

function server(...answers: Response[]) {
  const asked: Record<string, unknown>[] = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => (asked.push(JSON.parse(String(init.body))), answers.shift()))
  return asked
}

test('a document is one object for the client, however often it is asked, and told from others by its hash', () => {
  expect(byHash(BegunDocument)).toBe(byHash(BegunDocument))
  expect(byHash(BegunDocument)).toMatchObject({ kind: 'Document', documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) })
})

test('a hash that is known is answered without a text', async () => {
  const asked = server(answered())
  expect(await (await send('/graphql', { body })).json()).toEqual({ data: { service: { seq: '4' } } })
  expect(asked).toEqual([{ operationName: 'Begun', variables: { a: 1 }, extensions: { persistedQuery: { version: 1, sha256Hash: hash.slice(7) } } }])
})

test('one that is not is sent again with its text, of which it is the hash', async () => {
  const asked = server(unknown(), answered())
  expect(await (await send('/graphql', { body })).json()).toEqual({ data: { service: { seq: '4' } } })
  expect(asked.map(({ query }) => query)).toEqual([undefined, await textOf(hash)])
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(await textOf(hash))))
  expect(`sha256:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`).toBe(hash)
})

test('what is asked of a hash without a text says so', async () => {
  await expect(textOf('sha256:00')).rejects.toThrow('expected a document for each hash')
})
