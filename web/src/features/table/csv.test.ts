import { expect, test } from 'vitest'

import { csv } from './csv'

test('rows end in CR LF, the last too', () => {
  expect(csv([['From', 'To'], ['中国', 'US']])).toBe('From,To\r\n中国,US\r\n')
})

test.each([
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'over "90 %"', '"over ""90 %"""'],
  ['a line end', 'a\nb', '"a\nb"'],
  ['a blank at an end', ' a', '" a"'],
  ['nothing', '', ''],
  ['a formula', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['words after a hyphen', '-ium', "'-ium"],
  ['a number below zero', '-12.5', '-12.5'],
])('a cell with %s', (_, text, written) => expect(csv([[text, 'x']])).toBe(`${written},x\r\n`))
