// What is being written: one thing at a time, begun from anywhere on the page.

import { useSyncExternalStore } from 'react'

import type { Draft } from './draft'

/** What is known of the claim where it is begun. */
export type Begun = Partial<Draft>

const listeners = new Set<() => void>()
let begun: Begun | undefined

export function begin(draft: Begun): void {
  set(draft)
}

export function putAway(): void {
  set(undefined)
}

export function useBegun(): Begun | undefined {
  return useSyncExternalStore(listen, () => begun)
}

function set(now: Begun | undefined): void {
  begun = now
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
