// Which of a relation's figures stands in a cell, and what it is ordered by.

import type { IntlShape } from '@formatjs/intl'

import { figureText, figureValue, periodText } from '../../api/figure'
import type { FigureFragment, Metric } from '../../gql/graphql'
import type { Order } from './arrange'

/** The first of these that holds: the server puts the strongest first. */
export function figureOf(figures: readonly FigureFragment[] | undefined, metric: Metric): FigureFragment | undefined {
  return figures?.find((figure) => figure.metric === metric && figure.holds)
}

/** With its period, since figures of two years are not the same. */
export function figureCell(figure: FigureFragment | undefined, intl: IntlShape<string>): string {
  if (!figure) return ''
  const period = periodText(figure.period)
  return period ? `${figureText(figure, intl)} (${period})` : figureText(figure, intl)
}

/** By unit first: tonnes are not weighed against dollars. */
export function figureOrder(figure: FigureFragment | undefined): Order | undefined {
  const value = figure && figureValue(figure)
  return figure && value !== undefined ? [figure.unit, value] : undefined
}
