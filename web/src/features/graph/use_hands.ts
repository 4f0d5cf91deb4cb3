// What somebody does to the graph by hand: kinds left out, entities opened up, hidden, pinned. None of it is in the address;
// another question starts anew.

import { useState } from 'react'

import type { RelationKind } from '../../gql/graphql'

interface Hands {
  leftOut: ReadonlySet<RelationKind>
  expanded: readonly string[]
  hidden: ReadonlySet<string>
  pinned: ReadonlySet<string>
  /** Where a path is to begin. */
  start: string | undefined
}

const IDLE: Hands = { leftOut: new Set(), expanded: [], hidden: new Set(), pinned: new Set(), start: undefined }

export function useHands(question: string) {
  const [held, setHeld] = useState({ question, hands: IDLE })
  // Read as idle at once, and not only after another render, when the question is another.
  const hands = held.question === question ? held.hands : { ...IDLE, leftOut: held.hands.leftOut, start: held.hands.start }
  const set = (change: Partial<Hands>) => setHeld({ question, hands: { ...hands, ...change } })
  return {
    ...hands,
    toggleKind: (kind: RelationKind) => set({ leftOut: toggled(hands.leftOut, kind) }),
    expand: (key: string) => hands.expanded.includes(key) || set({ expanded: [...hands.expanded, key] }),
    hide: (key: string) => set({ hidden: new Set([...hands.hidden, key]) }),
    unhide: () => set({ hidden: new Set() }),
    togglePin: (key: string) => set({ pinned: toggled(hands.pinned, key) }),
    startAt: (start: string | undefined) => set({ start }),
  }
}

function toggled<Item>(items: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const changed = new Set(items)
  if (!changed.delete(item)) changed.add(item)
  return changed
}
