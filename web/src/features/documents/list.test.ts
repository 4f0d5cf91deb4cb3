import { expect, test } from 'vitest'

import { beside, MOST, tallyOf } from './list'

test('a number of documents says whether it is all of them', () => {
  const list = (length: number, hasNextPage = false) => ({ edges: Array.from({ length }), pageInfo: { hasNextPage } })
  expect(tallyOf(list(5), undefined)).toBe('all')
  expect(tallyOf(list(MOST), undefined)).toBe('all')
  expect(tallyOf(list(100, true), undefined)).toBe('more')
  expect(tallyOf(undefined, list(100, true))).toBe('more')
  expect(tallyOf(undefined, list(MOST))).toBe('atLeast')
  expect(tallyOf(list(7), list(30))).toBe('all')
  expect(tallyOf(list(MOST, true), list(30))).toBe('atLeast')
  expect(tallyOf(list(7), list(MOST))).toBe('atLeast')
})

test('claims stand beside the passages that they name, of this document alone', () => {
  const claim = (name: string, ...places: [string, string | null][]) => ({
    name,
    evidence: places.map(([document, locator]) => ({ locator, document: { key: document } })),
  })
  const claims = [claim('two', ['d', '[1]'], ['d', '[2]']), claim('one', ['d', '[1]']), claim('other', ['e', '[1]'], ['d', null]), claim('gone', ['d', '[9]'])]
  const { passages, elsewhere } = beside('d', [{ locator: '[1]' }, { locator: '[2]' }, { locator: null }], claims)
  expect(passages.map((some) => some.map(({ name }) => name))).toEqual([['two', 'one'], ['two'], []])
  expect(elsewhere.map(({ name }) => name)).toEqual(['other', 'gone'])
})
