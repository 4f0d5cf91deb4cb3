import { expect, test } from 'vitest'

import { figuresAlone, without } from './retracting'

type Claim = Parameters<typeof without>[1]['claims']['edges'][number]['node']
const says = (key: string, status: Claim['status'], part: Partial<Claim> = {}): Claim => ({ key, holds: true, mode: 'REPORTED', status, ...part })
const among = (...claims: Claim[]) => without('mine', { key: 'r', claims: { edges: claims.map((node) => ({ node })) } })

test('a relation goes with the one claim that sets its state', () => {
  expect(among(says('mine', 'ACTIVE'))).toEqual({ remove: 'r' })
  expect(among(says('mine', 'ACTIVE'), says('of old', 'ACTIVE', { holds: false }), says('view', 'ACTIVE', { mode: 'OPINION' }), says('figures', null))).toEqual({ remove: 'r' })
})

test('the next claim sets the state where it says another', () => {
  expect(among(says('mine', 'ACTIVE'), says('next', 'AGREED'), says('last', 'ACTIVE'))).toEqual({ set: { relation: 'r', status: 'AGREED' } })
  expect(among(says('mine', 'ACTIVE'), says('next', 'ACTIVE'))).toBeUndefined()
})

test('a claim that sets no state takes none away', () => {
  expect(among(says('first', 'ACTIVE'), says('mine', 'AGREED'))).toBeUndefined()
  expect(among(says('first', 'ACTIVE'), says('mine', 'AGREED', { mode: 'OPINION' }))).toBeUndefined()
  expect(among(says('mine', 'ACTIVE', { holds: false }))).toBeUndefined()
  expect(among(says('mine', null))).toBeUndefined()
})

test('a figure that another claim gives too stays', () => {
  const [one, both] = [{ claims: [{ key: 'mine' }] }, { claims: [{ key: 'mine' }, { key: 'other' }] }]
  expect(figuresAlone('mine', [one, both, { claims: [] }])).toEqual([one])
})
