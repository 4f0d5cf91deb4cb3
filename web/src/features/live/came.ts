// What came in, counted and in words.

import type { CameSubscription } from '../../gql/graphql'

export type Came = CameSubscription['changes']

export interface Count {
  claims: number
  retracted: number
  documents: number
  /** Entities made, changed or judged. */
  entities: number
}

export function countOf(events: readonly Came[]): Count {
  const count = { claims: 0, retracted: 0, documents: 0, entities: 0 }
  for (const { seq, claims, documents, entities } of events) {
    // A claim is shown as it stood right after the transaction: what this one ended, it did not make.
    const ended = claims.filter(({ retraction }) => retraction?.seq === seq).length
    count.retracted += ended
    count.claims += claims.length - ended
    count.documents += documents.length
    count.entities += entities.length
  }
  return count
}

/** Those behind a position, each once: after a lost connection one may come that is there already. */
export function joined(events: readonly Came[], event: Came, behind: bigint): Came[] {
  const last = events.at(-1)
  if (BigInt(event.seq) <= behind || (last && BigInt(event.seq) <= BigInt(last.seq))) return [...events]
  return [...events, event]
}
