import { expect, test } from 'vitest'

import { kindText } from './kind'
import type { Translate } from './language'
import { messages } from './messages'

const chinese: Translate = (id) => messages.zh[id]

test.each([
  ['country', '国家'],
  ['state of a federation', '联邦州'],
  ['separation plant', '地区 · separation plant'],
  [null, '地区'],
])('a place that is %s is told in Chinese as %s', (subkind, told) => expect(kindText({ kind: 'PLACE', subkind }, chinese)).toBe(told))
