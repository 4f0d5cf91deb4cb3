import { expect, test } from 'vitest'

import { nearest } from './nearest'

const places = new Map([
  ['middle', { x: 0, y: 0 }],
  ['right', { x: 100, y: 10 }],
  ['far right', { x: 200, y: 0 }],
  ['below', { x: -20, y: 90 }],
])

test.each([
  ['ArrowRight', 'right'],
  ['ArrowDown', 'below'],
  ['ArrowUp', undefined],
  ['ArrowLeft', undefined],
  ['Enter', undefined],
])('%s from the middle leads to %s', (key, expected) => expect(nearest(places, { x: 0, y: 0 }, key)).toBe(expected))

test('what lies aside is no step ahead', () => {
  expect(nearest(new Map([['aside', { x: 10, y: 100 }]]), { x: 0, y: 0 }, 'ArrowRight')).toBeUndefined()
})
