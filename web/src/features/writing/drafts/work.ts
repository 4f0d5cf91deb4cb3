// What is being written: the form that was begun, and on top of it those that were opened on the way, for an entity or a document that
// a field has to name and that is not there yet. All of it is one transaction.

import type { Change, NameFragment } from '../../../gql/graphql'
import { toClaim, type Draft } from './claim'
import { documentKey, toDocument, type DocumentDraft } from './document'
import { entityKey, toEntity, type EntityDraft } from './entity'

export type Thing = { what: 'entity'; draft: EntityDraft } | { what: 'document'; draft: DocumentDraft }
export type Form = { what: 'claim'; draft: Draft } | Thing

/** A form that is open on top of another. */
export interface OnTheWay {
  form: Thing
  /** Gives its key to the field that it is opened for. */
  named?: (key: string) => void
  /** The key that it was finished under before. */
  was?: string
}

export interface Work {
  begun: Form
  onTheWay: OnTheWay[]
  /** Finished on the way, by key. */
  made: ReadonlyMap<string, Thing>
}

export function work(begun: Form): Work {
  return { begun, onTheWay: [], made: new Map() }
}

/** The form that is seen. */
export function open({ begun, onTheWay }: Work): Form {
  return onTheWay.at(-1)?.form ?? begun
}

export function changed(work: Work, part: Partial<Draft> | Partial<EntityDraft> | Partial<DocumentDraft>): Work {
  const form = open(work)
  const after = { ...form, draft: { ...form.draft, ...part } } as Form
  if (work.onTheWay.length === 0 || after.what === 'claim') return { ...work, begun: after }
  const top = work.onTheWay.at(-1)
  return { ...work, onTheWay: [...work.onTheWay.slice(0, -1), { ...top, form: after }] }
}

export function begunOnTheWay(work: Work, form: Thing, named: (key: string) => void): Work {
  return { ...work, onTheWay: [...work.onTheWay, { form, named }] }
}

export function reopened(work: Work, form: Thing): Work {
  return { ...work, onTheWay: [...work.onTheWay, { form, was: keyOfThing(form) }] }
}

/** Back to the form below; what is on top is dropped. */
export function left(work: Work): Work {
  return { ...work, onTheWay: work.onTheWay.slice(0, -1) }
}

/** Back to the form below; what is on top is kept under its key. Where it had another, all that named that one follows. */
export function finished(work: Work): Work {
  const top = work.onTheWay.at(-1)
  if (!top) return work
  const { form, was } = top
  const key = keyOfThing(form)
  const kept = { ...form, draft: { ...form.draft, key } } as Thing
  const renamed = <T>(value: T): T => (was === undefined || was === key ? value : replaced(value, was, key))
  const others = [...work.made].filter(([key]) => key !== was).map(([key, thing]) => [key, renamed(thing)] as const)
  return { begun: renamed(work.begun), onTheWay: left(work).onTheWay, made: new Map([...others, [key, kept]]) }
}

export function keyOfThing(thing: Thing): string {
  return thing.what === 'entity' ? entityKey(thing.draft) : documentKey(thing.draft)
}

/** What was made on the way and is named still, by the form that was begun or by another of them. */
export function madeFor({ begun, made }: Work): Thing[] {
  const named = new Set<string>()
  const follow = (change: Change) => {
    for (const text of words(change)) {
      const thing = made.get(text)
      if (!thing || named.has(text)) continue
      named.add(text)
      follow(toChange(thing))
    }
  }
  follow(toChange(begun))
  return [...made].flatMap(([key, thing]) => (named.has(key) ? [thing] : []))
}

/** The transaction: what was made on the way comes first. */
export function changesOf(work: Work): Change[] {
  return [...madeFor(work), work.begun].map(toChange)
}

/** What is said of an entity that is not there yet. */
export function nameOf({ draft }: Extract<Thing, { what: 'entity' }>): NameFragment {
  const { key, kind, subkind, aggregate, names } = draft
  return { key, kind, subkind: subkind || null, aggregate, name: names.find(({ text }) => text.trim())?.text ?? key }
}

/** The keys of the entities that a form names, or makes a newer version of. */
export function entitiesOf({ what, draft }: Form): string[] {
  const keys =
    what === 'claim'
      ? [draft.from, draft.to, draft.commodity, draft.addressee, draft.facility, ...draft.saidBy]
      : what === 'entity'
        ? [...(draft.version ? [draft.key] : []), draft.broader, ...draft.commodities]
        : [draft.publisher]
  return keys.filter((key): key is string => key !== undefined && key !== '')
}

function toChange({ what, draft }: Form): Change {
  if (what === 'claim') return { assert: toClaim(draft) }
  return what === 'entity' ? { putEntity: toEntity(draft) } : { putDocument: toDocument(draft) }
}

function replaced<T>(value: T, from: string, to: string): T {
  if (typeof value === 'string') return (value === from ? to : value) as T
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, from, to)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part, from, to)])) as T
}

function words(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(words) : []
}
