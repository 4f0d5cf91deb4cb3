import { describe, expect, test } from 'vitest'

import { dayNumber, dayOf, monthsIn, moved } from './days'

test('a day is its number and back', () => {
  expect(dayNumber('1970-01-02')).toBe(1)
  for (const day of ['1969-12-31', '2000-02-29', '2025-06-13']) expect(dayOf(dayNumber(day))).toBe(day)
})

describe('a step', () => {
  test.each([
    ['2025-06-13', 'day', 20, '2025-07-03'],
    ['2025-01-31', 'month', 1, '2025-02-28'],
    ['2025-01-31', 'month', -2, '2024-11-30'],
    ['2024-02-29', 'year', 1, '2025-02-28'],
    ['2025-12-15', 'month', 1, '2026-01-15'],
  ] as const)('from %s by %s %i leads to %s', (day, step, by, expected) => expect(moved(day, step, by)).toBe(expected))
})

test('months stand in their order with their days, those outside nowhere', () => {
  const groups = [
    { key: '2025-02', count: 7 },
    { key: '2009-12', count: 3 },
    { key: null, count: 2 },
    { key: '2024-12', count: 5 },
    { key: '2025-03', count: 1 },
  ]
  const [first, december, february] = ['2010-01-01', '2024-12-01', '2025-02-01'].map(dayNumber) as [number, number, number]
  expect(monthsIn(groups, first, dayNumber('2025-02-10'))).toEqual([
    { from: december, to: december + 31, count: 5 },
    { from: february, to: february + 28, count: 7 },
  ])
})
