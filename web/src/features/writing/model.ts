// What the model lets be written: the ends of each kind of relation, which way goods flow, what it has of its own, the units of a
// figure, the parts of an entity. The server decides; this lets the form say so while it is filled in.

import { ENTITY_KINDS, KINDS } from '../../api/words'
import type { EntityKind, Metric, RelationKind } from '../../gql/graphql'

export const ROLES = ['official', 'short', 'alias', 'former'] as const
export type NameRole = (typeof ROLES)[number]

/** What a claim is about: a relation of some kind, or one entity alone. */
export type About = RelationKind | 'OBSERVATION'
export const ABOUTS: About[] = [...KINDS, 'OBSERVATION']

export const ACTORS: EntityKind[] = ['PLACE', 'ORGANIZATION', 'FACILITY', 'INDUSTRY']

/** What a claim about this may start at and end at; an observation is of anything, and ends nowhere. */
export function endsOf(kind: About): { from: EntityKind[]; to: EntityKind[] } {
  switch (kind) {
    case 'OBSERVATION':
      return { from: ENTITY_KINDS, to: [] }
    case 'PRODUCTION':
    case 'CONSUMPTION':
      return { from: ACTORS, to: ['COMMODITY'] }
    case 'OPERATION':
      return { from: ACTORS, to: ['FACILITY', 'INDUSTRY'] }
    case 'LOCATION':
      return { from: ACTORS, to: ['PLACE'] }
    default:
      return { from: ACTORS, to: ACTORS }
  }
}

/** Those that end at a commodity say it by that. */
export function hasCommodity(kind: About): boolean {
  return kind !== 'PRODUCTION' && kind !== 'CONSUMPTION'
}

/** Whose answer such a relation can change first: who receives goods by it, of a production who sends them. */
export function touched(kind: RelationKind): { end: 'from' | 'to'; question: 'suppliers' | 'customers' } {
  if (kind === 'PRODUCTION') return { end: 'from', question: 'customers' }
  return { end: kind === 'CONTRACT' || kind === 'NEGOTIATION' || kind === 'CONSUMPTION' ? 'from' : 'to', question: 'suppliers' }
}

/** What the contract calls the words that this kind has of its own. */
export function wordsOf(kind: About): 'purpose' | 'topic' | 'means' | undefined {
  return kind === 'CONTRACT' ? 'purpose' : kind === 'NEGOTIATION' ? 'topic' : kind === 'SUPPORT' ? 'means' : undefined
}

/** A facility and an industry perform a step of the chain on something; a commodity may be part of a wider one. */
export function performs(kind: EntityKind): boolean {
  return kind === 'FACILITY' || kind === 'INDUSTRY'
}

/** Whether it is measured against another period. */
export function isChange(metric: Metric): boolean {
  return metric.endsWith('_CHANGE')
}

/** The usual units of a metric, the likeliest first. Others are taken too. */
export function unitsOf(metric: Metric): [string, ...string[]] {
  switch (metric) {
    case 'QUANTITY':
    case 'RESERVES':
      return ['t', 'kg', 'kt']
    case 'VALUE':
      return ['USD', 'CNY', 'EUR', 'JPY']
    case 'PRICE':
      return ['USD/kg', 'USD/t', 'CNY/t', 'CNY/kg']
    case 'SHARE':
      return ['%']
    case 'SHARE_CHANGE':
      return ['pp', '%']
    case 'QUANTITY_CHANGE':
      return ['%', 'x', 't']
    case 'VALUE_CHANGE':
      return ['%', 'x', 'USD', 'CNY']
    case 'PRICE_CHANGE':
      return ['%', 'x', 'USD/kg']
    case 'COUNT':
    case 'OTHER':
      return ['1', 'people', '%']
  }
}
