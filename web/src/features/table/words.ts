// Things in the order of the contract's words: how firm a relation is, how freely goods pass.

import { ACCESSES, STANDINGS, STATUSES } from '../../api/words'
import type { Access, Standing, Status } from '../../gql/graphql'

export const orderOfStatus = (status: Status) => STATUSES.indexOf(status)
export const orderOfAccess = (access: Access | undefined) => (access ? ACCESSES.indexOf(access) : undefined)
export const orderOfStanding = (standing: Standing | undefined) => (standing ? STANDINGS.indexOf(standing) : undefined)
