import { expect, test } from 'vitest'

import { labelled, type Name } from './labels'

const name = (key: string, x: number, y: number, rank = 1): Name => ({ key, text: key, at: [x, y], rank })
// All points are at a height of 100.
const places = (names: Name[]) =>
  Object.fromEntries([...labelled(names, 500)].map(([key, { at: [, y], anchor }]) => [key, anchor === 'middle' ? (y > 100 ? 'under' : 'over') : anchor]))

test('a name stands under its point', () => expect(places([name('Japan', 200, 100)])).toEqual({ Japan: 'under' }))

test('the more important chooses first, the next goes elsewhere', () => {
  expect(places([name('Thailand', 200, 100), name('Vietnam', 205, 100, 0)])).toEqual({ Vietnam: 'under', Thailand: 'over' })
})

test('what finds no room is left out', () => {
  const crowd = Array.from({ length: 9 }, (_, at) => name(`country-${at}`, 200 + at, 100))
  expect(places(crowd)).toEqual({ 'country-0': 'under', 'country-1': 'over' })
})

test('no name leaves the drawing', () => expect(places([name('Greenland', 5, 100)])).toEqual({ Greenland: 'start' }))
