import { describe, expect, test } from 'vitest'

import type { HappeningFragment } from '../../gql/graphql'
import { dayNumber, dayOf } from '../dates/days'
import { moments } from './moments'
import { axis, placed, span, ticks } from './placing'

describe('a date', () => {
  test.each([
    ['2013', '2013-01-01', '2014-01-01'],
    ['2024-02', '2024-02-01', '2024-03-01'],
    ['2024-12', '2024-12-01', '2025-01-01'],
    ['2025-06-13', '2025-06-13', '2025-06-14'],
  ])('%s is as long as it is precise', (date, first, after) => expect(span(date).map(dayOf)).toEqual([first, after]))

  test('stands on the axis by its first day, and takes its length', () => {
    const range: [number, number] = [dayNumber('2020-01-01'), dayNumber('2024-01-01')]
    const [year, day] = placed(['2022', '2020-01-01'], range, 0.01, 5)
    expect(year?.x).toBeCloseTo(0.5, 2)
    expect(year?.width).toBeCloseTo(0.25, 2)
    expect([day?.x, day?.width]).toEqual([0, 0.01])
  })

  test('that another covers goes to a row of its own, as far as there are rows', () => {
    const range: [number, number] = [dayNumber('2020-01-01'), dayNumber('2022-01-01')]
    const rows = (most: number) => placed(['2020', '2020-03', '2020-04', '2020-04-02', '2021'], range, 0.01, most).map(({ row }) => row)
    expect(rows(9)).toEqual([0, 1, 1, 2, 0])
    expect(rows(2)).toEqual([0, 1, 1, 1, 0])
  })
})

describe('the axis', () => {
  test('runs over whole years', () => {
    expect(axis(['2022-06', '2013', '2025-06-13'])?.map(dayOf)).toEqual(['2013-01-01', '2026-01-01'])
    expect(axis([])).toBeUndefined()
  })

  test('names no more years than there is room for', () => {
    const range = axis(['2013', '2025']) ?? [0, 0]
    expect(ticks(range, 20).map(({ year }) => year)).toHaveLength(13)
    expect(ticks(range, 4).map(({ year }) => year)).toEqual(['2015', '2020', '2025'])
    expect(ticks(range, 20)[0]?.day).toBe(range[0])
  })
})

function event(date: string, kind: HappeningFragment['kind'], about: string): HappeningFragment {
  return {
    date, kind, placedBy: 'VALID_FROM', before: null, after: null, relation: null, claim: null, measures: [],
    observation: { key: about, metric: 'OTHER', subject: { key: 'x', kind: 'PLACE', subkind: null, aggregate: false, name: 'x' } },
  }
}

test('what happened to one thing on one date is one moment, told by its change of state', () => {
  const found = moments([
    event('2013', 'CLAIMED', 'a'), event('2013', 'CLAIMED', 'b'), event('2013', 'STATUS', 'a'), event('2025-04', 'CLAIMED', 'a'),
    event('2025-06-03', 'RETRACTED', 'a'), event('2025-06-03', 'CLAIMED', 'a'), event('2025-06-03', 'EASED', 'a'),
  ])
  expect(found.map(({ date, about, sort, events }) => [date, about, sort, events.map(({ kind }) => kind).join()])).toEqual([
    ['2013', 'a', 'state', 'STATUS,CLAIMED'],
    ['2013', 'b', 'claim', 'CLAIMED'],
    ['2025-04', 'a', 'claim', 'CLAIMED'],
    ['2025-06-03', 'a', 'state', 'EASED,RETRACTED,CLAIMED'],
  ])
})
