// What is wrong with a draft, by the field that it is about. The server has the last word.

import type { EntityKind } from '../../../gql/graphql'
import { endsOf, isChange } from '../model'
import type { Draft } from './claim'
import { documentKey, type DocumentDraft } from './document'
import { entityKey, type EntityDraft } from './entity'
import { readFigure } from './figure_text'
import type { TextDraft } from './given'
import { isKey } from './key_text'
import { inOrder, isInstant, isPartialDate } from './partial_date'

export type Problem = 'missing' | 'kind' | 'itself' | 'date' | 'order' | 'figure' | 'unit' | 'nothing' | 'key' | 'taken' | 'language' | 'instant' | 'url' | 'begins' | 'commodity' | 'two'
/** By the name of the field; of a figure `measures.0.unit`. */
export type Problems = Partial<Record<string, Problem>>

// What is not filled in yet is no fault before somebody wants to go on.
const UNFINISHED: readonly (Problem | undefined)[] = ['missing', 'nothing']

/** Those that can be told while it is being filled in. */
export function early(problems: Problems): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => !UNFINISHED.includes(problem)))
}

type KindOf = (key: string) => EntityKind | undefined

/** `kindOf` knows the kinds of the entities that are named; one that it does not know yet is taken to fit. */
export function claimProblems(draft: Draft, kindOf: KindOf): Problems {
  const problems: Problems = {}
  const observed = draft.kind === 'OBSERVATION'
  const ends = endsOf(draft.kind)
  for (const end of observed ? (['from'] as const) : (['from', 'to'] as const)) {
    const key = draft[end]
    const kind = key && kindOf(key)
    if (!key) problems[end] = 'missing'
    else if (kind && !ends[end].includes(kind)) problems[end] = 'kind'
  }
  if (!observed && draft.from && draft.from === draft.to && draft.kind !== 'EXPORT') problems.to = 'itself'
  commodity(problems, 'commodity', draft.commodity, kindOf)
  languages(problems, 'text', observed ? draft.text : [])
  if (draft.kind === 'CONTRACT') date(problems, 'signed', draft.signed)
  if (observed && draft.measures.length === 0 && !draft.text.some(({ text }) => text.trim())) problems.metric = 'nothing'
  if (!observed && !draft.status && draft.measures.length === 0) problems.status = 'nothing'
  period(problems, ['validFrom', draft.validFrom], ['validTo', draft.validTo])
  draft.measures.forEach((measure, number) => {
    const at = `measures.${number}`
    if (!readFigure(measure.figure)) problems[`${at}.figure`] = measure.figure.trim() ? 'figure' : 'missing'
    if (!measure.unit.trim()) problems[`${at}.unit`] = 'unit'
    span(problems, [`${at}.periodFrom`, measure.periodFrom], [`${at}.periodTo`, measure.periodTo])
    if (isChange(measure.metric)) span(problems, [`${at}.baseFrom`, measure.baseFrom], [`${at}.baseTo`, measure.baseTo])
  })
  draft.evidence.forEach(({ document }, number) => {
    if (!document) problems[`evidence.${number}.document`] = 'missing'
  })
  languages(problems, 'statement', draft.statement)
  languages(problems, 'note', draft.note)
  if (draft.key.trim() && !isKey(draft.key.trim())) problems.key = 'key'
  return problems
}

/** `taken` knows of a key that stands for something already. */
export function entityProblems(draft: EntityDraft, kindOf: KindOf, taken: (key: string) => boolean): Problems {
  const problems: Problems = {}
  if (!draft.names.some(({ text }) => text.trim())) problems['names.0.text'] = 'missing'
  languages(problems, 'names', draft.names)
  if (!draft.version) key(problems, entityKey(draft), taken)
  languages(problems, 'description', draft.description)
  draft.codes.forEach(({ scheme, value }, number) => {
    if (!scheme.trim()) problems[`codes.${number}.scheme`] = 'missing'
    if (!value.trim()) problems[`codes.${number}.value`] = 'missing'
  })
  if (draft.kind === 'COMMODITY') {
    commodity(problems, 'broader', draft.broader, kindOf)
    if (draft.broader && draft.broader === entityKey(draft)) problems.broader = 'itself'
  }
  return problems
}

export function documentProblems(draft: DocumentDraft, taken: (key: string) => boolean): Problems {
  const problems: Problems = {}
  if (!draft.titles.some(({ text }) => text.trim())) problems['titles.0.text'] = 'missing'
  languages(problems, 'titles', draft.titles)
  key(problems, documentKey(draft), taken)
  date(problems, 'published', draft.published)
  if (draft.publishedAt.trim() && !isInstant(draft.publishedAt.trim())) problems.publishedAt = 'instant'
  if (draft.language.trim() && !isLanguage(draft.language.trim())) problems.language = 'language'
  if (draft.url.trim() && !URL.canParse(draft.url.trim())) problems.url = 'url'
  draft.passages.forEach(({ text }, number) => {
    if (!text.trim()) problems[`passages.${number}.text`] = 'missing'
  })
  return problems
}

function key(problems: Problems, key: string, taken: (key: string) => boolean): void {
  if (key === '') problems.key = 'missing'
  else if (!isKey(key)) problems.key = 'key'
  else if (taken(key)) problems.key = 'taken'
}

function commodity(problems: Problems, field: string, key: string | undefined, kindOf: KindOf): void {
  const kind = key && kindOf(key)
  if (kind && kind !== 'COMMODITY') problems[field] = 'commodity'
}

/** The form of a BCP 47 tag. */
function isLanguage(tag: string): boolean {
  return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag)
}

function languages(problems: Problems, field: string, texts: readonly TextDraft[]): void {
  texts.forEach(({ text, language }, number) => {
    if (text.trim() && !isLanguage(language.trim())) problems[`${field}.${number}.language`] = 'language'
  })
}

function date(problems: Problems, field: string, text: string): boolean {
  const bare = text.trim()
  if (bare === '' || isPartialDate(bare)) return bare !== ''
  problems[field] = 'date'
  return false
}

type Field = [name: string, text: string]

function period(problems: Problems, [from, start]: Field, [to, end]: Field): void {
  const both = [date(problems, from, start), date(problems, to, end)].every(Boolean)
  if (both && !inOrder(start.trim(), end.trim())) problems[to] = 'order'
}

/** A period that was measured over has a beginning. */
function span(problems: Problems, [from, start]: Field, [to, end]: Field): void {
  period(problems, [from, start], [to, end])
  if (end.trim() && !start.trim()) problems[from] = 'begins'
}
