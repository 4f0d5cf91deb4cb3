// The contract's words, where one of them is chosen or each is shown: in the order of the contract.

import { Instrument, RelationGrouping, RelationKind, Stage } from '../gql/graphql'

export const KINDS = Object.values(RelationKind)
export const STAGES = Object.values(Stage)
export const INSTRUMENTS = Object.values(Instrument)
export const GROUPINGS = Object.values(RelationGrouping)

/** Those kinds that are among these, for a legend. */
export function kindsOf(ties: Iterable<{ kind: RelationKind }>): RelationKind[] {
  const there = new Set([...ties].map(({ kind }) => kind))
  return KINDS.filter((kind) => there.has(kind))
}
