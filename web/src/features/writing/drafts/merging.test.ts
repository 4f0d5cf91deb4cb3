import { expect, test } from 'vitest'

import { merged, type MergeTie } from './merging'

const end = (key: string) => ({ key, name: key })
const tie = (key: string, from: string, to: string, part: Partial<MergeTie> = {}) =>
  ({ __typename: 'Export', key, kind: 'EXPORT', from: end(from), to: end(to), commodity: null, stage: null, number: null, ...part }) as MergeTie
const keys = ({ alike, between }: ReturnType<typeof merged>) => [alike.map(({ key }) => key), between.map(({ key }) => key)]

test('relations that say the same of either are shown as one', () => {
  expect(keys(merged('a', 'b', [tie('1', 'a', 'x'), tie('2', 'b', 'x'), tie('3', 'x', 'a')]))).toEqual([['1'], []])
})

test('what tells relations apart keeps them apart', () => {
  const other = [tie('2', 'b', 'x', { number: '2' }), tie('3', 'b', 'x', { stage: 'MINING' }), tie('4', 'b', 'x', { commodity: end('ore') }), tie('5', 'x', 'b')]
  expect(keys(merged('a', 'b', [tie('1', 'a', 'x'), ...other]))).toEqual([[], []])
  const held = (key: string, from: string, instrument: 'BAN' | 'CONTROL') => tie(key, from, 'x', { __typename: 'Restriction', kind: 'RESTRICTION', instrument } as Partial<MergeTie>)
  expect(keys(merged('a', 'b', [held('1', 'a', 'BAN'), held('2', 'b', 'CONTROL')]))).toEqual([[], []])
})

test('one between the two is hidden, though both sides list it; a loop of old is none', () => {
  const [loop, between] = [tie('loop', 'b', 'b'), tie('between', 'a', 'b')]
  expect(keys(merged('a', 'b', [between, loop, between]))).toEqual([[], ['between']])
})

test('two commodities that are one make relations of them one', () => {
  expect(keys(merged('ree', 'rare-earths', [tie('1', 'x', 'y', { commodity: end('ree') }), tie('2', 'x', 'y', { commodity: end('rare-earths') })]))).toEqual([['1'], []])
})
