// What is wrong with a draft, by the field that it is about. The server has the last word.

import type { EntityKind } from '../../gql/graphql'
import type { Draft } from './draft'
import { readFigure } from './figure_text'
import { endsOf } from './model'
import { inOrder, isPartialDate } from './partial_date'

export type Problem = 'missing' | 'kind' | 'itself' | 'date' | 'order' | 'figure' | 'unit' | 'nothing'
/** By the name of the field; of a figure `measures.0.unit`. */
export type Problems = Partial<Record<string, Problem>>

/** `kindOf` knows the kinds of the entities that are named; one that it does not know yet is taken to fit. */
export function problemsOf(draft: Draft, kindOf: (key: string) => EntityKind | undefined): Problems {
  const problems: Problems = {}
  const ends = endsOf(draft.kind)
  for (const end of ['from', 'to'] as const) {
    const key = draft[end]
    const kind = key && kindOf(key)
    if (!key) problems[end] = 'missing'
    else if (kind && !ends[end].includes(kind)) problems[end] = 'kind'
  }
  if (draft.from && draft.from === draft.to && draft.kind !== 'EXPORT') problems.to = 'itself'
  if (!draft.document) problems.document = 'missing'
  if (!draft.status && draft.measures.length === 0) problems.status = 'nothing'
  if (draft.kind === 'CONTRACT') date(problems, 'signed', draft.signed)
  period(problems, ['validFrom', draft.validFrom], ['validTo', draft.validTo])
  draft.measures.forEach(({ figure, unit, periodFrom, periodTo }, number) => {
    const at = `measures.${number}`
    if (!readFigure(figure)) problems[`${at}.figure`] = figure.trim() ? 'figure' : 'missing'
    if (!unit.trim()) problems[`${at}.unit`] = 'unit'
    period(problems, [`${at}.periodFrom`, periodFrom], [`${at}.periodTo`, periodTo])
  })
  return problems
}

function date(problems: Problems, field: string, text: string): boolean {
  const bare = text.trim()
  if (bare === '' || isPartialDate(bare)) return bare !== ''
  problems[field] = 'date'
  return false
}

function period(problems: Problems, [from, start]: [string, string], [to, end]: [string, string]): void {
  const both = [date(problems, from, start), date(problems, to, end)].every(Boolean)
  if (both && !inOrder(start.trim(), end.trim())) problems[to] = 'order'
}
