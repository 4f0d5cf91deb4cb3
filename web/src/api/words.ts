// The contract's words, where one of them is chosen, each is shown, or things are put in their order: that of the contract.

import { Access, ClaimMode, EntityKind, Instrument, Metric, RelationGrouping, RelationKind, Stage, Standing, type Status } from '../gql/graphql'

export const KINDS = Object.values(RelationKind)
export const STAGES = Object.values(Stage)
export const INSTRUMENTS = Object.values(Instrument)
export const GROUPINGS = Object.values(RelationGrouping)
export const ENTITY_KINDS = Object.values(EntityKind)
export const METRICS = Object.values(Metric)
/** The strongest first. */
export const MODES = Object.values(ClaimMode)
/** From what passes to what does not. */
export const ACCESSES = Object.values(Access)
/** The firmest first. */
export const STANDINGS = Object.values(Standing)
/** The firmest first, unlike in the contract, then what is not or no longer so. */
export const STATUSES: readonly Status[] = ['ACTIVE', 'EASED', 'AGREED', 'ANNOUNCED', 'REQUESTED', 'DISCUSSED', 'CONSIDERED', 'DENIED', 'ENDED']

/** Those kinds that are among these, for a legend. */
export function kindsOf(ties: Iterable<{ kind: RelationKind }>): RelationKind[] {
  const there = new Set([...ties].map(({ kind }) => kind))
  return KINDS.filter((kind) => there.has(kind))
}
