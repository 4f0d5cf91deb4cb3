import { expect, test } from 'vitest'

import type { Question } from '../../address/question'
import type { TieFragment } from '../../gql/graphql'
import { belongs, filterOf, groupsIn, printGroups } from './narrowed'

const question: Question = { kind: 'groups', parts: { grouping: 'KIND', within: 'COMMODITY', of: 'us', commodity: 'critical-minerals' } }

test('a group is kept in the address and read again', () => {
  const groups = groupsIn('KIND:EXPORT,COMMODITY:rare-earths', question)
  expect(groups).toEqual([{ by: 'KIND', key: 'EXPORT' }, { by: 'COMMODITY', key: 'rare-earths' }])
  expect(groupsIn(printGroups(groups), question)).toEqual(groups)
})

test('a group of other groupings, or of what relations are not listed by, is none', () => {
  expect(groupsIn('STATUS:ACTIVE', question)).toEqual([])
  expect(groupsIn('YEAR:2025', { kind: 'groups', parts: { grouping: 'YEAR' } })).toEqual([])
  expect(groupsIn(undefined, question)).toEqual([])
})

test('what is counted is narrowed by what the group has in common', () => {
  expect(filterOf(question, [])).toEqual({ with: 'us', commodity: 'critical-minerals', kinds: undefined, stage: undefined })
  expect(filterOf(question, groupsIn('KIND:EXPORT,COMMODITY:rare-earths', question))).toMatchObject({ with: 'us', kinds: ['EXPORT'], commodity: 'rare-earths' })
})

test('a group of a commodity holds no wider and no narrower one', () => {
  const groups = [{ by: 'COMMODITY', key: 'rare-earths' }] as const
  const of = (key: string) => ({ commodity: { key } }) as TieFragment
  expect([of('rare-earths'), of('heavy-rare-earths')].map((tie) => belongs(tie, groups))).toEqual([true, false])
})
