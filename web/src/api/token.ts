// The token that was given for this session: kept as long as the window is open, and said with all that is asked.

import { useSyncExternalStore } from 'react'

const PLACE = 'lodegraph.token'

const listeners = new Set<() => void>()
let said: string | undefined

export function token(): string | undefined {
  if (said === undefined) said = recall()
  return said || undefined
}

/** Nothing takes it away. */
export function giveToken(given: string): void {
  said = given.trim()
  try {
    if (said) window.sessionStorage.setItem(PLACE, said)
    else window.sessionStorage.removeItem(PLACE)
  } catch {
    // A browser may refuse storage altogether; then it holds until the page is loaded anew.
  }
  for (const listener of listeners) listener()
}

/** As it is now. */
export function useToken(): string | undefined {
  return useSyncExternalStore(listen, token)
}

/** Whether one was given. */
export function useSignedIn(): boolean {
  return useToken() !== undefined
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function recall(): string {
  try {
    return window.sessionStorage.getItem(PLACE) ?? ''
  } catch {
    return ''
  }
}
