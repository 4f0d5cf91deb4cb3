import { expect, test } from 'vitest'

import { beside, newestFirst } from './list'

test('the newest comes first, as far as its day is known', () => {
  const documents = [
    { key: 'b', published: '2025-01' },
    { key: 'none', published: null },
    { key: 'a', published: '2025-06-13' },
    { key: 'c', published: '2025-06-03' },
    { key: 'a2', published: '2025-01' },
  ]
  expect(newestFirst(documents).map(({ key }) => key)).toEqual(['a', 'c', 'a2', 'b', 'none'])
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
