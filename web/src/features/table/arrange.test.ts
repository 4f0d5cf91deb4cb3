import { describe, expect, test } from 'vitest'

import { inGroups, nextSort, readSort, saying, sorted, type Column } from './arrange'

interface Row {
  name: string
  share?: number
  worth?: [string, number]
  kind: string
}

const columns: Column<Row>[] = [
  { id: 'name', title: 'table.from', text: ({ name }) => name },
  { id: 'share', title: 'table.share', text: ({ share }) => share?.toString() ?? '', order: ({ share }) => share },
  { id: 'worth', title: 'table.value', text: ({ worth }) => worth?.join(' ') ?? '', order: ({ worth }) => worth },
  { id: 'kind', title: 'table.relation', text: ({ kind }) => kind, groups: true },
  { id: 'none', title: 'table.stage', text: () => '' },
]
const rows: Row[] = [
  { name: 'Japan', share: 9, worth: ['USD', 5], kind: 'export' },
  { name: 'China', share: 70, worth: ['t', 900], kind: 'contract' },
  { name: 'Estonia', kind: 'export' },
  { name: 'Malaysia', share: 13, worth: ['t', 20], kind: 'export' },
]
const order = (sort: string | undefined) => sorted(rows, columns, readSort(sort), 'en').map(({ name }) => name)

describe('the order', () => {
  test.each([
    [undefined, ['Japan', 'China', 'Estonia', 'Malaysia']],
    ['nonsense', ['Japan', 'China', 'Estonia', 'Malaysia']],
    ['name', ['China', 'Estonia', 'Japan', 'Malaysia']],
    ['share', ['Japan', 'Malaysia', 'China', 'Estonia']],
    ['-share', ['China', 'Malaysia', 'Japan', 'Estonia']],
    ['worth', ['Malaysia', 'China', 'Japan', 'Estonia']],
    ['kind', ['China', 'Japan', 'Estonia', 'Malaysia']],
  ])('by %s', (sort, expected) => expect(order(sort)).toEqual(expected))

  test('of Chinese names is that of their sounds', () => {
    const named = ['中国', '澳大利亚', '日本'].map((name) => ({ name, kind: '' }))
    expect(sorted(named, columns, readSort('name'), 'zh').map(({ name }) => name)).toEqual(['澳大利亚', '日本', '中国'])
  })

  test('goes up, down and away', () => {
    expect(nextSort(undefined, 'share')).toBe('share')
    expect(nextSort(readSort('share'), 'share')).toBe('-share')
    expect(nextSort(readSort('-share'), 'share')).toBeUndefined()
    expect(nextSort(readSort('-share'), 'name')).toBe('name')
  })
})

describe('groups', () => {
  test('come in the order of their first rows', () => {
    expect(inGroups(rows, columns, 'kind').map(([label, { length }]) => [label, length])).toEqual([['export', 3], ['contract', 1]])
  })

  test.each([[undefined], ['name'], ['nonsense']])('by %s are one without a label', (by) => {
    expect(inGroups(rows, columns, by)).toEqual([[undefined, rows]])
  })
})

test('a column that says nothing is left out', () => {
  expect(saying(columns, rows).map(({ id }) => id)).toEqual(['name', 'share', 'worth', 'kind'])
})
