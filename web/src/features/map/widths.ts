// How wide an arc is: by the share, the value or the quantity that its relation gives for the date, against the largest.

import { figureValue } from '../../api/figure'
import type { FigureFragment, Metric } from '../../gql/graphql'
import type { Link } from '../../subgraph/subgraph'

export const MEASURES = ['SHARE', 'VALUE', 'QUANTITY'] as const satisfies readonly Metric[]
export type Measured = (typeof MEASURES)[number]

const [THINNEST, WIDEST] = [1.5, 11]

export function figureFor({ tie }: Link, metric: Measured): FigureFragment | undefined {
  const figures = metric === 'SHARE' ? ('shares' in tie ? tie.shares : []) : tie.amounts
  return figures.find((figure) => figure.metric === metric && figure.holds && figureValue(figure) !== undefined)
}

/** What can be chosen: a measure that at least one relation has. */
export function measuresOf(links: readonly Link[]): Measured[] {
  return MEASURES.filter((metric) => links.some((link) => figureFor(link, metric)))
}

export interface Widths {
  /** The unit that all are measured in; figures in others are as if there were none. */
  unit: string | undefined
  /** The figure of the widest. */
  widest: FigureFragment | undefined
  /** Nothing where there is no figure. */
  of: (link: Link) => number | undefined
}

export function widths(links: readonly Link[], metric: Measured | undefined): Widths {
  const figures = metric ? links.flatMap((link) => figureFor(link, metric) ?? []) : []
  const unit = mostFrequent(figures.map((figure) => figure.unit))
  const widest = figures.filter((figure) => figure.unit === unit).sort((a, b) => (figureValue(b) ?? 0) - (figureValue(a) ?? 0))[0]
  const largest = Math.max(0, widest ? (figureValue(widest) ?? 0) : 0)
  return {
    unit,
    widest,
    of: (link) => {
      const figure = metric && figureFor(link, metric)
      if (!figure || figure.unit !== unit) return undefined
      const part = largest > 0 ? Math.max(figureValue(figure) ?? 0, 0) / largest : 0
      return THINNEST + part * (WIDEST - THINNEST)
    },
  }
}

/** Of an arc without a figure. */
export const PLAIN = THINNEST

function mostFrequent(units: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))[0]?.[0]
}
