// How many pages of an answer are shown: the same for all that show it, so that one request serves them and "more" is more everywhere.

import { useCallback, useSyncExternalStore } from 'react'

/** How many a page holds. */
export const PAGE = 40

interface Wanted {
  pages: number
  /** How often they were asked for again, after one did not come. */
  tries: number
}

const FIRST: Wanted = { pages: 1, tries: 0 }
const listeners = new Set<() => void>()
const shown = new Map<string, Wanted>()

/** `what` names the answer; it starts with one page. */
export function usePage(what: string): Wanted & { more: () => void; again: () => void } {
  const wanted = useSyncExternalStore(listen, () => shown.get(what) ?? FIRST)
  const more = useCallback(() => change(what, ({ pages, tries }) => ({ pages: pages + 1, tries })), [what])
  const again = useCallback(() => change(what, ({ pages, tries }) => ({ pages, tries: tries + 1 })), [what])
  return { ...wanted, more, again }
}

function change(what: string, how: (wanted: Wanted) => Wanted): void {
  shown.set(what, how(shown.get(what) ?? FIRST))
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
