// Where a date stands on an axis, as precise as it is: a year is as long as a year. Rows, so that nothing covers another.

import { dayNumber, dayOf } from '../dates/days'

export type Precision = 'year' | 'month' | 'day'

export function precisionOf(date: string): Precision {
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day'
}

/** The first day that it may mean and the day after the last, as numbers. */
export function span(date: string): [number, number] {
  const [year = 1970, month = 1] = date.split('-').map(Number)
  switch (precisionOf(date)) {
    case 'year':
      return [dayNumber(`${date}-01-01`), dayNumber(`${pad(year + 1, 4)}-01-01`)]
    case 'month':
      return [dayNumber(`${date}-01`), dayNumber(month === 12 ? `${pad(year + 1, 4)}-01-01` : `${pad(year, 4)}-${pad(month + 1, 2)}-01`)]
    case 'day':
      return [dayNumber(date), dayNumber(date) + 1]
  }
}

export interface Placed {
  /** From the left, 0 to 1. */
  x: number
  width: number
  row: number
}

/** At least so wide, as a part of the whole, and so many rows at most: what finds no room shares the last. */
export function placed(dates: readonly string[], [from, to]: [number, number], least: number, rows: number): Placed[] {
  const ends: number[] = []
  return dates.map((date) => {
    const [first, after] = span(date)
    const x = (first - from) / (to - from)
    const width = Math.max((after - first) / (to - from), least)
    const free = ends.findIndex((end) => end <= x)
    const row = free >= 0 ? free : Math.min(ends.length, rows - 1)
    ends[row] = Math.max(ends[row] ?? 0, x + width)
    return { x, width, row }
  })
}

/** From the first to the last of these, to whole years. */
export function axis(dates: readonly string[]): [number, number] | undefined {
  if (dates.length === 0) return undefined
  const spans = dates.map(span)
  const years = [Math.min(...spans.map(([first]) => first)), Math.max(...spans.map(([, after]) => after - 1))].map((day) => Number(dayOf(day).slice(0, 4)))
  return [dayNumber(`${pad(years[0] ?? 1970, 4)}-01-01`), dayNumber(`${pad((years[1] ?? 1970) + 1, 4)}-01-01`)]
}

/** The years to name, and the days that they begin on; no more than there is room for. */
export function ticks([from, to]: [number, number], most: number): { year: string; day: number }[] {
  const [first, last] = [Number(dayOf(from).slice(0, 4)), Number(dayOf(to - 1).slice(0, 4))]
  const step = [1, 2, 5, 10, 20, 50, 100].find((by) => (last - first + 1) / by <= most) ?? 200
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((year) => year % step === 0 || (year === first && step === 1))
  return years.map((year) => ({ year: String(year), day: dayNumber(`${pad(year, 4)}-01-01`) }))
}

const pad = (number: number, digits: number) => String(number).padStart(digits, '0')
