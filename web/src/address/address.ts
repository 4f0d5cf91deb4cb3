// What the address of the page holds: everything that a colleague needs to see the same. One reader, one printer.

import { printChange, readChange, type Change } from './changes'
import { OPTIONS, ofAnother, readOptions, reading, type Options } from './options'
import { isQuestionKind, partsOf, type Question } from './question'

export const TABS = ['answer', 'graph', 'map', 'table', 'timeline', 'documents'] as const
export type Tab = (typeof TABS)[number]

export const PICKED = ['entity', 'relation', 'observation', 'claim'] as const
export type Picked = (typeof PICKED)[number]
/** What is selected, by its key. */
export interface Pick {
  type: Picked
  key: string
}

export interface Address {
  /** The words that were typed; on their own until they are understood as a question. */
  words: string
  question?: Question
  /** What is shown; left to the page where nothing was chosen. */
  tab?: Tab
  pick?: Pick
  /** When it is true: a day; today where left out. */
  asOf?: string
  /** What was in print on this day. */
  publishedBy?: string
  /** What this store had recorded at this instant. */
  knownAt?: string
  changes: Change[]
  options: Options
}

export const EMPTY: Address = { words: '', changes: [], options: {} }

/** With a change; another question begins without what views keep of the one before. */
export function changed(before: Address, change: Partial<Address>): Address {
  const after = { ...before, ...change }
  const asked = ({ question }: Address) => printAddress({ ...EMPTY, question })
  return asked(after) === asked(before) || change.options ? after : { ...after, options: ofAnother(before, after) }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads what it can; what it cannot read is as if it were not there. */
export function readAddress(search: string): Address {
  const given = new URLSearchParams(search)
  const text = (name: string) => given.get(name)?.trim() || undefined
  const tab = text('view')
  // What a document says of itself is in the reader: to select one is to open it.
  const opened = /^document:(.+)$/.exec(text('pick') ?? '')?.[1]
  return {
    words: text('q') ?? '',
    question: readQuestion(text),
    tab: opened ? 'documents' : TABS.find((known) => known === tab),
    pick: readPick(text('pick')),
    asOf: day(text('on')),
    publishedBy: day(text('print')),
    knownAt: instant(text('known')),
    changes: given.getAll('if').flatMap((change) => readChange(change) ?? []),
    options: opened ? reading(readOptions(text), opened).options : readOptions(text),
  }
}

/** `?…`, or nothing where there is nothing to say. */
export function printAddress(address: Address): string {
  const out: [string, string][] = []
  const say = (name: string, value: string | undefined) => value && out.push([name, value])
  say('q', address.words)
  if (address.question) {
    const { kind, parts } = address.question
    say('ask', kind)
    for (const part of partsOf(kind)) say(part, parts[part])
  }
  say('view', address.tab)
  if (address.pick) say('pick', `${address.pick.type}:${address.pick.key}`)
  say('on', address.asOf)
  say('print', address.publishedBy)
  say('known', address.knownAt)
  for (const change of address.changes) say('if', printChange(change))
  for (const name of OPTIONS) say(name, address.options[name])
  const search = new URLSearchParams(out).toString()
  // Colons and commas need no escape in a query, and a link that can be read is worth more.
  return search && `?${search.replaceAll('%3A', ':').replaceAll('%2C', ',')}`
}

function readQuestion(text: (name: string) => string | undefined): Question | undefined {
  const kind = text('ask')
  if (!kind || !isQuestionKind(kind)) return undefined
  const parts: Question['parts'] = {}
  for (const part of partsOf(kind)) {
    const value = text(part)
    if (value) parts[part] = value
  }
  return { kind, parts }
}

function readPick(text: string | undefined): Pick | undefined {
  const colon = text?.indexOf(':') ?? -1
  const type = PICKED.find((known) => known === text?.slice(0, colon))
  const key = text?.slice(colon + 1)
  return type && key ? { type, key } : undefined
}

function day(text: string | undefined): string | undefined {
  return text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

function instant(text: string | undefined): string | undefined {
  return text && !Number.isNaN(Date.parse(text)) ? text : undefined
}
