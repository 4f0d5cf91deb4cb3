// How the line of each kind of relation is broken, wherever one is drawn: lengths of line and gap, none for a whole line. Kinds whose
// colours come close to each other for somebody who sees no red or no green are broken differently (colours.test.ts).

import type { RelationKind } from '../gql/graphql'

export const DASHES: Record<RelationKind, readonly number[]> = {
  EXPORT: [],
  CONTRACT: [7, 4],
  NEGOTIATION: [8, 3, 2, 3],
  OPERATION: [],
  OWNERSHIP: [7, 4],
  LOCATION: [2, 3],
  MEMBERSHIP: [4, 4],
  PRODUCTION: [2, 3],
  CONSUMPTION: [12, 4],
  RESTRICTION: [],
  SUPPORT: [2, 3, 2, 7],
}
