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

/** The first day of a partial date: `2022-06` begins on 2022-06-01. Nothing where it is no date. */
export function firstDay(partial: string | null | undefined): string | undefined {
  const match = partial?.match(/^(\d{4})(-\d{2})?(-\d{2})?$/)
  return match ? `${match[1]}${match[2] ?? '-01'}${match[3] ?? '-01'}` : undefined
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

/** How many of the days fall into each of `bins` equal parts of a range; those outside it are left out. */
export function density(days: readonly string[], from: number, to: number, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0)
  for (const day of days) {
    const bin = Math.floor(((dayNumber(day) - from) / (to - from + 1)) * bins)
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}
