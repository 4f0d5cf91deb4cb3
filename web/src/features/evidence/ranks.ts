// Which of two claims that cannot both be true goes before the other, and why: as the contract ranks them.

import type { RanksQuery, RankedBy } from '../../gql/graphql'

type Conflicts = RanksQuery['view']['scenario']['conflicts']['edges']

export interface Rank {
  /** Whether it is the claim that was asked of, and not the other, that goes first. */
  first: boolean
  why: RankedBy
}

/** What is known of two claims by their keys; nothing of two that are in no conflict on the day. */
export type Ranks = (claim: string, other: string) => Rank | undefined

export function ranksOf(conflicts: Conflicts): Ranks {
  const pair = (first: string, second: string) => JSON.stringify([first, second])
  const pairs = conflicts.flatMap(({ node }) => node.pairs)
  const reasons = new Map(pairs.map(({ first, second, why }) => [pair(first.key, second.key), why]))
  return (claim, other) => {
    const [before, after] = [reasons.get(pair(claim, other)), reasons.get(pair(other, claim))]
    return before ? { first: true, why: before } : after && { first: false, why: after }
  }
}
