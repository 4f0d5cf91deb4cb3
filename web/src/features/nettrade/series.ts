// Answers that differ in their period alone stand together, on one scale.

import { figureValue } from '../../api/figure'
import type { NetTradeQuery } from '../../gql/graphql'

export type Result = NetTradeQuery['view']['scenario']['netTrade']['results'][number]

export interface Series {
  /** What all of it has in common. */
  key: string
  /** In the order of the answer. */
  results: Result[]
  /** The largest figure of all, or 0 where there is none: how long a whole bar is. */
  most: number
}

export function seriesOf(results: readonly Result[]): Series[] {
  const found = new Map<string, Result[]>()
  for (const result of results) {
    const { table, commodity } = result
    const { source } = table
    const whose = [source.publisher?.key, source.document?.key, ...source.saidBy.map(({ key }) => key)]
    const key = JSON.stringify([table.of.key, commodity?.key, table.metric, table.basis, table.unit, table.stage, whose])
    found.set(key, [...(found.get(key) ?? []), result])
  }
  return [...found].map(([key, own]) => ({ key, results: own, most: Math.max(0, ...own.flatMap(sides).map((value) => value ?? 0)) }))
}

/** How long the bar of a figure is, in per cent of the longest; nothing where there is no number. */
export function length(value: number | undefined, most: number): number | undefined {
  return value === undefined || most === 0 ? undefined : (100 * value) / most
}

function sides({ imports, exports }: Result): (number | undefined)[] {
  return [imports, exports].map((side) => (side ? figureValue(side.figure) : undefined))
}
