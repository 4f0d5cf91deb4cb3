// What is being written: one thing at a time, begun from anywhere on the page.

import { useSyncExternalStore } from 'react'

import type { Draft } from './drafts/claim'
import type { DocumentDraft } from './drafts/document'

/** What is known of the claim where it is begun. */
export type Begun = Partial<Draft>
/** An entity that may be another, by their keys. */
export interface Pair {
  one: string
  other: string | undefined
}
export type Task =
  | { claim: Begun }
  | { document: Partial<DocumentDraft> }
  /** Another claim in the place of this one, or one that changes its terms. */
  | { correct: string }
  /** A newer version of an entity. */
  | { version: string }
  | { merge: Pair }
  /** Signing in, or out. */
  | 'session'

const listeners = new Set<() => void>()
let begun: Task | undefined

export function begin(task: Task): void {
  set(task)
}

export function putAway(): void {
  set(undefined)
}

export function useBegun(): Task | undefined {
  return useSyncExternalStore(listen, () => begun)
}

function set(now: Task | undefined): void {
  begun = now
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
