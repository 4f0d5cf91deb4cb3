// The contract's three steps of how real a supply is, by the status of a relation; null where there is no supply at all.

import type { Standing, Status } from '../gql/graphql'

const STEPS: Record<Status, Standing | null> = {
  ACTIVE: 'OPERATING',
  EASED: 'OPERATING',
  AGREED: 'CONTRACTED',
  ANNOUNCED: 'CONTRACTED',
  REQUESTED: 'PROSPECTIVE',
  DISCUSSED: 'PROSPECTIVE',
  CONSIDERED: 'PROSPECTIVE',
  DENIED: null,
  ENDED: null,
}

export function standingOf(status: Status): Standing | null {
  return STEPS[status]
}
