import { expect, test } from 'vitest'

import type { RankedBy } from '../../gql/graphql'
import { ranksOf } from './ranks'

test('of two claims in conflict one goes first, for the reason that the contract gives', () => {
  const pair = (first: string, second: string, why: RankedBy) => ({ first: { key: first }, second: { key: second }, why })
  const ranks = ranksOf([{ node: { pairs: [pair('new', 'old', 'BEGINS_LATER')] } }, { node: { pairs: [pair('old', 'said', 'MODE')] } }])
  expect(ranks('new', 'old')).toEqual({ first: true, why: 'BEGINS_LATER' })
  expect(ranks('old', 'new')).toEqual({ first: false, why: 'BEGINS_LATER' })
  expect(ranks('said', 'old')).toEqual({ first: false, why: 'MODE' })
  expect(ranks('new', 'said')).toBeUndefined()
})
