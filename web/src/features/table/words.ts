// The order of the contract's words: how firm a relation is, how freely goods pass.

import type { Access, Standing, Status } from '../../gql/graphql'

const STATUSES: Status[] = ['ACTIVE', 'EASED', 'AGREED', 'ANNOUNCED', 'REQUESTED', 'DISCUSSED', 'CONSIDERED', 'DENIED', 'ENDED']
const ACCESSES: Access[] = ['OPEN', 'AT_RISK', 'RESTRICTED', 'BLOCKED']
const STANDINGS: Standing[] = ['OPERATING', 'CONTRACTED', 'PROSPECTIVE']

export const orderOfStatus = (status: Status) => STATUSES.indexOf(status)
export const orderOfAccess = (access: Access | undefined) => (access ? ACCESSES.indexOf(access) : undefined)
export const orderOfStanding = (standing: Standing | undefined) => (standing ? STANDINGS.indexOf(standing) : undefined)
