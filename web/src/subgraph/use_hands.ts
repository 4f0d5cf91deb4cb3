// What somebody does to the selection by hand: kinds left out, entities opened up, hidden, pinned, arranged anew. None of it is in the
// address; it stays for as long as the question does, whichever view is looked at, and another question starts anew.

import { useMemo, useSyncExternalStore } from 'react'

import { useAddress } from '../address/use_address'
import type { RelationKind } from '../gql/graphql'

export interface Hands {
  leftOut: ReadonlySet<RelationKind>
  /** How many pages are shown of what surrounds an entity, by its key. */
  expanded: ReadonlyMap<string, number>
  hidden: ReadonlySet<string>
  pinned: ReadonlySet<string>
  /** How often all that is not pinned was given another place. */
  arranged: number
  /** Where a path is to begin. */
  start: string | undefined
}

interface Held {
  question: string
  hands: Hands
}

const IDLE: Hands = { leftOut: new Set(), expanded: new Map(), hidden: new Set(), pinned: new Set(), arranged: 0, start: undefined }

const listeners = new Set<() => void>()
let held: Held = { question: '', hands: IDLE }

/** What is held, as it is for a question: of another one's, only what is about no entity of its own, and where a path is to begin. */
export function handsOf({ question: before, hands }: Held, question: string): Hands {
  return before === question ? hands : { ...IDLE, leftOut: hands.leftOut, start: hands.start }
}

export function useHands() {
  const [{ question: asked }] = useAddress()
  const question = JSON.stringify(asked ?? '')
  const now = useSyncExternalStore(listen, () => held)
  const hands = useMemo(() => handsOf(now, question), [now, question])
  const set = (change: Partial<Hands>) => {
    held = { question, hands: { ...handsOf(held, question), ...change } }
    for (const listener of listeners) listener()
  }
  return {
    ...hands,
    /** Of which question. */
    question,
    toggleKind: (kind: RelationKind) => set({ leftOut: toggled(hands.leftOut, kind) }),
    expand: (key: string) => set({ expanded: new Map([...hands.expanded, [key, (hands.expanded.get(key) ?? 0) + 1]]) }),
    hide: (key: string) => set({ hidden: new Set([...hands.hidden, key]) }),
    unhide: () => set({ hidden: new Set() }),
    togglePin: (key: string) => set({ pinned: toggled(hands.pinned, key) }),
    arrange: () => set({ arranged: hands.arranged + 1 }),
    startAt: (start: string | undefined) => set({ start }),
  }
}

function toggled<Item>(items: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const changed = new Set(items)
  if (!changed.delete(item)) changed.add(item)
  return changed
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
