// The changes of a scenario, as the contract's `ScenarioChange` has them, and their short form in an address:
// `lift:KEY`, `impose:from,to,commodity,instrument,status`. Keys hold no comma.

import type { Instrument, RelationKind, ScenarioChange, Stage, Status } from '../gql/graphql'

export type Change =
  | { remove: string }
  | { lift: string }
  | { impose: { from: string; to: string; commodity?: string; instrument?: Instrument; status?: Status } }
  | { add: { kind: RelationKind; from: string; to: string; commodity?: string; stage?: Stage; status?: Status } }
  | { set: { relation: string; status: Status } }

export function toInput(change: Change): ScenarioChange {
  return change
}

export function printChange(change: Change): string {
  if ('remove' in change) return `remove:${change.remove}`
  if ('lift' in change) return `lift:${change.lift}`
  if ('set' in change) return `set:${list(change.set.relation, change.set.status)}`
  if ('impose' in change) {
    const { from, to, commodity, instrument, status } = change.impose
    return `impose:${list(from, to, commodity, instrument, status)}`
  }
  const { kind, from, to, commodity, stage, status } = change.add
  return `add:${list(kind, from, to, commodity, stage, status)}`
}

/** Words of the contract are taken as they are; the server says which it does not know. */
export function readChange(text: string): Change | undefined {
  const colon = text.indexOf(':')
  const [a, b, c, d, e, f] = text.slice(colon + 1).split(',').map((part) => part || undefined)
  if (colon < 0 || !a) return undefined
  switch (text.slice(0, colon)) {
    case 'remove':
      return { remove: a }
    case 'lift':
      return { lift: a }
    case 'set':
      return b ? { set: { relation: a, status: b as Status } } : undefined
    case 'impose':
      return b ? { impose: given({ from: a, to: b, commodity: c, instrument: d as Instrument, status: e as Status }) } : undefined
    case 'add':
      return b && c ? { add: given({ kind: a as RelationKind, from: b, to: c, commodity: d, stage: e as Stage, status: f as Status }) } : undefined
    default:
      return undefined
  }
}

function list(...parts: (string | undefined)[]): string {
  return parts.map((part) => part ?? '').join(',').replace(/,+$/, '')
}

function given<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T
}
