// What a view keeps of its own, so that a link shows it as it was left: the order of a table, the words that documents are
// searched for. Every name is one parameter of the address, and must differ from those of questions and dates.

import type { Question } from './question'

export const OPTIONS = [
  // The table: which rows, in which order, grouped by what.
  'rows', 'sort', 'group',
  // The documents: words, publisher, dates; which one is open, and at which passage.
  'find', 'by', 'since', 'until', 'doc', 'at',
  // The timeline: of what, from when to when, and what is left out.
  'line', 'start', 'end', 'without',
  // The groups: which of them is in the table.
  'only',
  // The map: by what arcs are as wide as they are.
  'width',
] as const
export type Option = (typeof OPTIONS)[number]
export type Options = Partial<Record<Option, string>>

export function readOptions(text: (name: string) => string | undefined): Options {
  return given(OPTIONS.map((name) => [name, text(name)]))
}

/** With some of them changed; one that is emptied is left out. */
export function withOptions(options: Options, change: Options): Options {
  return given(Object.entries({ ...options, ...change }))
}

/** What is left of them when another question is asked: neither of what the timeline was nor which group was looked at. An open document stays to be read, unless it was one
 * of an answer, or the answer is others. */
export function ofAnother(before: Asked, after: Asked): Options {
  const listed = [before, after].some(({ question }) => question?.kind === 'documents')
  return withOptions(before.options, { line: undefined, only: undefined, ...(listed && { doc: undefined, at: undefined }) })
}

interface Asked {
  question?: Question
  options: Options
}

function given(entries: (readonly [string, string | undefined])[]): Options {
  return Object.fromEntries(entries.filter(([, value]) => value))
}

/** A document that is open, at one of its passages. */
export function reading(options: Options, doc: string | undefined, at?: string | null): { tab: 'documents'; options: Options } {
  return { tab: 'documents', options: withOptions(options, { doc, at: at ?? undefined }) }
}
