// Up to which transaction all that is shown takes in what was written.

import { useSyncExternalStore } from 'react'

import { client } from '../../api/client'
import { renew } from '../../api/renew'

const listeners = new Set<() => void>()
let taken: string | undefined

/** Asks anew for all that is shown; it holds what was written up to here. */
export function takeIn(seq: string): void {
  if (taken === undefined || BigInt(seq) > BigInt(taken)) taken = seq
  renew(client)
  for (const listener of listeners) listener()
}

/** Undefined until something was taken in: then all is as new as the page. */
export function useTaken(): string | undefined {
  return useSyncExternalStore(listen, () => taken)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
