// What the model lets a claim of a relation say: the ends of each kind, which way goods flow, what it has of its own. The server
// decides; this lets the form say so while it is filled in.

import type { ClaimMode, EntityKind, Instrument, Metric, RelationKind, Stage, Status } from '../../gql/graphql'

export const KINDS: RelationKind[] = ['EXPORT', 'CONTRACT', 'NEGOTIATION', 'OPERATION', 'OWNERSHIP', 'LOCATION', 'MEMBERSHIP', 'PRODUCTION', 'CONSUMPTION', 'RESTRICTION', 'SUPPORT']
export const MODES: ClaimMode[] = ['OFFICIAL', 'REPORTED', 'ATTRIBUTED', 'HEARSAY', 'OPINION']
export const STATUSES: Status[] = ['ACTIVE', 'EASED', 'AGREED', 'ANNOUNCED', 'REQUESTED', 'DISCUSSED', 'CONSIDERED', 'DENIED', 'ENDED']
export const STAGES: Stage[] = ['MINING', 'CONCENTRATION', 'REFINING', 'METAL', 'MANUFACTURING', 'RECYCLING']
export const INSTRUMENTS: Instrument[] = ['CONTROL', 'BAN', 'LICENSING', 'QUOTA', 'TAX', 'OTHER']
export const METRICS: Metric[] = ['QUANTITY', 'VALUE', 'SHARE', 'PRICE', 'QUANTITY_CHANGE', 'VALUE_CHANGE', 'SHARE_CHANGE', 'PRICE_CHANGE', 'RESERVES', 'COUNT', 'OTHER']

const ACTORS: EntityKind[] = ['PLACE', 'ORGANIZATION', 'FACILITY', 'INDUSTRY']

/** What a relation of this kind may start at and end at. */
export function endsOf(kind: RelationKind): { from: EntityKind[]; to: EntityKind[] } {
  switch (kind) {
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
export function hasCommodity(kind: RelationKind): boolean {
  return kind !== 'PRODUCTION' && kind !== 'CONSUMPTION'
}

/** Whose answer such a relation can change first: who receives goods by it, of a production who sends them. */
export function touched(kind: RelationKind): { end: 'from' | 'to'; question: 'suppliers' | 'customers' } {
  if (kind === 'PRODUCTION') return { end: 'from', question: 'customers' }
  return { end: kind === 'CONTRACT' || kind === 'NEGOTIATION' || kind === 'CONSUMPTION' ? 'from' : 'to', question: 'suppliers' }
}

/** What the contract calls the words that this kind has of its own. */
export function wordsOf(kind: RelationKind): 'purpose' | 'topic' | 'means' | undefined {
  return kind === 'CONTRACT' ? 'purpose' : kind === 'NEGOTIATION' ? 'topic' : kind === 'SUPPORT' ? 'means' : undefined
}
