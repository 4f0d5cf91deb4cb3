import { expect, test } from 'vitest'

import { composes } from './composing'

test.each([
  [true, 13, true],
  [false, 229, true],
  [false, 13, false],
])('a key while composing (%s) of number %i is of an input method: %s', (isComposing, keyCode, its) => {
  expect(composes({ nativeEvent: { isComposing, keyCode } })).toBe(its)
})
