// What is different once a claim counts no more, told by the other claims of its relation.

import type { Change } from '../../../address/changes'
import type { RetractedQuery } from '../../../gql/graphql'

type Related = Exclude<RetractedQuery['view']['claims']['edges'][number]['node']['about'], { __typename: 'Observation' }>
type Claim = Pick<Related['claims']['edges'][number]['node'], 'key' | 'holds' | 'mode' | 'status'>

/** The claims come as the server ranks them: the first that speaks sets the state. One that does not hold, an opinion, and one of figures alone do not. */
export function without(claim: string, { key, claims }: { key: string; claims: { edges: readonly { node: Claim }[] } }): Change | undefined {
  const speaking = claims.edges.map(({ node }) => node).filter(({ holds, mode, status }) => holds && mode !== 'OPINION' && status !== null)
  const before = speaking[0]
  const after = speaking.find((other) => other.key !== claim)
  if (!before || before.status === after?.status) return undefined
  return after?.status ? { set: { relation: key, status: after.status } } : { remove: key }
}

/** Of figures those that no other claim gives. */
export function figuresAlone<Figure extends { claims: readonly { key: string }[] }>(claim: string, figures: readonly Figure[]): Figure[] {
  return figures.filter(({ claims }) => claims.length > 0 && claims.every(({ key }) => key === claim))
}
