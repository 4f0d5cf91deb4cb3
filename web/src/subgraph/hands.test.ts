import { Client, fetchExchange } from 'urql'
import { expect, test, vi } from 'vitest'

import { keeping, renew } from '../api/renew'
import type { ViewVariables } from '../api/use_view'
import { surroundings } from './use_expanded'
import { handsOf } from './use_hands'

// Outside of a bundle the client takes no document without a text.
vi.mock(import('../api/documents'), async (original) => ({ ...(await original()), byHash: () => 'query Q { service { seq } }' as never }))

const held = {
  question: 'one',
  hands: { leftOut: new Set(['EXPORT'] as const), expanded: new Map([['lynas', 1]]), hidden: new Set(['japan']), pinned: new Set(['china']), arranged: 2, start: 'lynas' },
}

test('what was done by hand is of its question alone, but for kinds left out and where a path begins', () => {
  expect(handsOf(held, 'one')).toBe(held.hands)
  const { leftOut, start, ...anew } = handsOf(held, 'other')
  expect({ leftOut, start }).toEqual({ leftOut: held.hands.leftOut, start: 'lynas' })
  expect(anew).toEqual({ expanded: new Map(), hidden: new Set(), pinned: new Set(), arranged: 0 })
})

/** A server with so many relations around everything, one a page; it counts what it is asked, and refuses when it is told to. */
function server(relations: number) {
  const told = { asked: 0, status: 'ACTIVE', refuses: false, from: '' }
  const fetch = async (_: unknown, init?: RequestInit) => {
    const { variables } = JSON.parse(String(init?.body)) as { variables: { after?: string } }
    told.asked += 1
    if (told.refuses && (variables.after ?? '') >= told.from) return Response.json({ errors: [{ message: 'refused' }] })
    const at = Number(variables.after ?? 0)
    const page = { edges: [{ cursor: '', node: { key: `relation-${at}`, status: told.status } }], pageInfo: { hasNextPage: at + 1 < relations, endCursor: String(at + 1) } }
    return Response.json({ data: { view: { scenario: { entity: { relations: page } } } } })
  }
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [keeping, fetchExchange], fetch: fetch as typeof globalThis.fetch, preferGetMethod: false })
  return { client, told }
}

const view = (language: string): ViewVariables => ({ asOf: undefined, publishedBy: undefined, knownAt: undefined, changes: [], language })

test('what surrounds an entity comes by as many pages as are wanted', async () => {
  const { client } = server(3)
  const tell = vi.fn()
  surroundings(client, view('pages'), 'lynas', 2, tell)()
  const end = surroundings(client, view('pages'), 'lynas', 2, tell)
  await vi.waitFor(() => expect(tell).toHaveBeenCalled())
  expect(tell.mock.lastCall?.[0]).toMatchObject({ ties: [{ key: 'relation-0' }, { key: 'relation-1' }], hasMore: true, error: undefined })
  end()
})

test('it is asked again when something is taken in, every page of it, and no more once it is ended', async () => {
  const { client, told } = server(2)
  const tell = vi.fn()
  const end = surroundings(client, view('renewed'), 'lynas', 2, tell)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledOnce())
  told.status = 'ENDED'
  renew(client)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledTimes(2))
  expect(tell.mock.lastCall?.[0]).toMatchObject({ ties: [{ status: 'ENDED' }, { status: 'ENDED' }], hasMore: false })
  end()
  const before = told.asked
  renew(client)
  await new Promise((done) => setTimeout(done, 20))
  expect(told.asked).toBe(before)
})

test('where a page behind the first is lost, those before it stay, and it can be asked for again', async () => {
  const { client, told } = server(3)
  Object.assign(told, { refuses: true, from: '1' })
  const tell = vi.fn()
  const end = surroundings(client, view('lost'), 'lynas', 2, tell)
  await vi.waitFor(() => expect(tell).toHaveBeenCalled())
  expect(tell.mock.lastCall?.[0]).toMatchObject({ ties: [{ key: 'relation-0' }], hasMore: true, error: undefined, lost: { message: expect.stringMatching(/refused/) } })
  told.refuses = false
  renew(client)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledTimes(2))
  expect(tell.mock.lastCall?.[0]).toMatchObject({ ties: [{ key: 'relation-0' }, { key: 'relation-1' }], lost: undefined })
  end()
})

test('a refusal is told', async () => {
  const { client, told } = server(2)
  told.refuses = true
  const tell = vi.fn()
  const end = surroundings(client, view('refused'), 'lynas', 1, tell)
  await vi.waitFor(() => expect(tell).toHaveBeenCalled())
  expect(tell.mock.lastCall?.[0].error.message).toMatch(/refused/)
  end()
})
