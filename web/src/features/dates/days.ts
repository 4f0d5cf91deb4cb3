// Days as numbers, counted from 1970-01-01, and back. All in UTC, as the server's day is.

const MILLISECONDS = 86_400_000

export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS)
}

export function dayOf(number: number): string {
  return new Date(number * MILLISECONDS).toISOString().slice(0, 10)
}

export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

export type Step = 'day' | 'month' | 'year'

/** So many steps on; the last day of a month where it has none of that number. */
export function moved(day: string, step: Step, by: number): string {
  if (step === 'day') return dayOf(dayNumber(day) + by)
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const months = year * 12 + (month - 1) + (step === 'year' ? 12 * by : by)
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(date, last))).toISOString().slice(0, 10)
}

/** A month in days, with how many claims begin in it. */
export interface Month {
  from: number
  /** The first day behind it. */
  to: number
  count: number
}

/** The months that begin in a range, in their order; what has no month, or one outside, is left out. */
export function monthsIn(groups: readonly { readonly key: string | null; readonly count: number }[], from: number, to: number): Month[] {
  const months = groups.flatMap(({ key, count }) => (key ? [{ from: dayNumber(`${key}-01`), to: dayNumber(moved(`${key}-01`, 'month', 1)), count }] : []))
  return months.filter((month) => month.from >= from && month.from <= to).sort((a, b) => a.from - b.from)
}
