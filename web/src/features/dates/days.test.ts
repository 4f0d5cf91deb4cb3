import { describe, expect, test } from 'vitest'

import { dayNumber, dayOf, density, firstDay, moved } from './days'

test('a day is its number and back', () => {
  expect(dayNumber('1970-01-02')).toBe(1)
  for (const day of ['1969-12-31', '2000-02-29', '2025-06-13']) expect(dayOf(dayNumber(day))).toBe(day)
})

test.each([
  ['2022', '2022-01-01'],
  ['2022-06', '2022-06-01'],
  ['2022-06-13', '2022-06-13'],
  ['recent years', undefined],
  [null, undefined],
])('%s begins on %s', (partial, day) => expect(firstDay(partial)).toBe(day))

describe('a step', () => {
  test.each([
    ['2025-06-13', 'day', 20, '2025-07-03'],
    ['2025-01-31', 'month', 1, '2025-02-28'],
    ['2025-01-31', 'month', -2, '2024-11-30'],
    ['2024-02-29', 'year', 1, '2025-02-28'],
    ['2025-12-15', 'month', 1, '2026-01-15'],
  ] as const)('from %s by %s %i leads to %s', (day, step, by, expected) => expect(moved(day, step, by)).toBe(expected))
})

test('days are counted where they fall, those outside nowhere', () => {
  const days = ['2025-01-01', '2025-01-01', '2025-01-10', '2024-12-31', '2025-01-11']
  expect(density(days, dayNumber('2025-01-01'), dayNumber('2025-01-10'), 10)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 1])
})
