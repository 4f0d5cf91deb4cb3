// A share in words: to one place; as a range where only bounds are known.

import type { IntlShape } from '@formatjs/intl'

import type { FigureFragment } from '../gql/graphql'

export function percentText({ value, low, high }: Pick<FigureFragment, 'value' | 'low' | 'high'>, intl: IntlShape<string>): string {
  const say = (text: string) => intl.formatNumber(Number(text), { maximumFractionDigits: 1 })
  if (value !== null) return `${say(value)} %`
  if (low !== null && high !== null) return `${say(low)}–${say(high)} %`
  if (low !== null) return `≥ ${say(low)} %`
  return high !== null ? `≤ ${say(high)} %` : '–'
}
