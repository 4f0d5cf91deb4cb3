// What is being written: one thing at a time, begun from anywhere on the page.

import { useSyncExternalStore } from 'react'

import type { Draft } from './drafts/claim'
import type { DocumentDraft } from './drafts/document'
import type { Form, Work } from './drafts/work'

/** What is known of the claim where it is begun. */
export type Begun = Partial<Draft>
/** An entity that may be another, by their keys; with what was filled in before. */
export interface Pair {
  one: string
  other: string | undefined
  stays?: string
  reason?: string
}
/** A form as it was left. */
export interface Left {
  begun: Form
  state: Work
  /** The position that it was begun at. */
  at: string | undefined
}
export type Task =
  | { claim: Begun }
  | { document: Partial<DocumentDraft> }
  /** Another claim in the place of this one, or one that changes its terms. */
  | { correct: string }
  /** A newer version of an entity. */
  | { version: string }
  | { merge: Pair }
  | { left: Left }
  /** Signing in, or out. */
  | 'session'

/** What was closed before it was sent. */
export interface Aside {
  task: Task
  title: string
}

const listeners = new Set<() => void>()
let begun: Task | undefined
let asides: readonly Aside[] = []
// As it stood among them before it was gone on with.
let resumed: Aside | undefined

/** What was put aside is begun with all that it had. */
export function begin(task: Task): void {
  begun = task
  resumed = asides.find((aside) => aside.task === task)
  asides = asides.filter((aside) => aside.task !== task)
  tell()
}

export function putAway(): void {
  begun = undefined
  resumed = undefined
  tell()
}

/** Closed before it could be shown: what was put aside lies there again. */
export function putBack(): void {
  if (resumed) asides = [...asides, resumed]
  putAway()
}

export function putAside(aside: Aside): void {
  asides = [...asides, aside]
  tell()
}

export function throwAway(aside: Aside): void {
  asides = asides.filter((other) => other !== aside)
  tell()
}

export function useBegun(): Task | undefined {
  return useSyncExternalStore(listen, () => begun)
}

export function useAsides(): readonly Aside[] {
  return useSyncExternalStore(listen, () => asides)
}

function tell(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
