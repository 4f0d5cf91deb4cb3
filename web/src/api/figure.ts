// A figure in words: as its source prints it where that is known, else made from its parts.

import type { IntlShape } from '@formatjs/intl'

import type { FigureFragment } from '../gql/graphql'

export function figureText(figure: FigureFragment, intl: IntlShape<string>): string {
  // Some sources print the number alone, with the unit in the head of a column.
  if (figure.asPrinted) return /[%\p{L}]/u.test(figure.asPrinted) ? figure.asPrinted : withUnit(figure.asPrinted, figure.unit)
  const { value, low, high, unit } = figure
  const say = (number: string) => intl.formatNumber(Number(number), { maximumFractionDigits: 6 })
  const about = figure.approximate ? '≈ ' : ''
  if (value !== null) return `${about}${withUnit(say(value), unit)}`
  if (low !== null && high !== null) return `${about}${withUnit(`${say(low)}–${say(high)}`, unit)}`
  if (low !== null) return `≥ ${withUnit(say(low), unit)}`
  if (high !== null) return `≤ ${withUnit(say(high), unit)}`
  return '–'
}

interface Period {
  readonly from: string | null
  readonly to: string | null
  readonly asPrinted: string | null
}

/** `2020–2023`, `2025-06`, `from 2022-06`, as the source's words where they are no date; nothing where nothing is known. */
export function periodText({ from, to, asPrinted }: Period): string {
  if (from && to) return from === to ? from : `${from} – ${to}`
  if (from) return `${from} –`
  if (to) return `– ${to}`
  return asPrinted ?? ''
}

/** The middle of its range, for a bar or a width; nothing where there is no number. */
export function figureValue({ value, low, high }: FigureFragment): number | undefined {
  if (value !== null) return Number(value)
  if (low !== null && high !== null) return (Number(low) + Number(high)) / 2
  return low !== null ? Number(low) : high !== null ? Number(high) : undefined
}

export function withUnit(number: string, unit: string): string {
  return unit === '%' || unit === 'x' ? `${number}${unit === 'x' ? '×' : ' %'}` : /^[A-Z]{3}$/.test(unit) ? `${unit} ${number}` : `${number} ${unit}`
}
