import { expect, test } from 'vitest'

import type { Change } from '../../address/changes'
import { supposing } from './supposing'

const set = (relation: string, status: 'AGREED' | 'ENDED'): Change => ({ set: { relation, status } })
const ban: Change = { impose: { from: 'china', to: 'us', instrument: 'BAN' } }

test('another status of a relation takes the place of the one before, as its lifting and its end do', () => {
  const first = supposing([ban, set('a', 'AGREED')], set('b', 'AGREED'))
  expect(first).toEqual([ban, set('a', 'AGREED'), set('b', 'AGREED')])
  expect(supposing(first, set('a', 'ENDED'))).toEqual([ban, set('a', 'ENDED'), set('b', 'AGREED')])
  expect(supposing(first, { remove: 'a' })).toEqual([ban, { remove: 'a' }, set('b', 'AGREED')])
  expect(supposing([{ lift: 'a' }], set('a', 'ENDED'))).toEqual([set('a', 'ENDED')])
})

test('the same is supposed once, and what is unlike stands beside it', () => {
  expect(supposing([ban], ban)).toEqual([ban])
  const other: Change = { impose: { from: 'china', to: 'us', instrument: 'LICENSING' } }
  expect(supposing([ban], other)).toEqual([ban, other])
})
