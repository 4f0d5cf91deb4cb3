// How many pages of an answer are shown: the same for all that show it, so that one request serves them and "more" is more everywhere.

import { useCallback, useSyncExternalStore } from 'react'

/** How many a page holds. */
export const PAGE = 40

const listeners = new Set<() => void>()
const shown = new Map<string, number>()

/** `what` names the answer; it starts with one page. */
export function usePage(what: string): [number, () => void] {
  const pages = useSyncExternalStore(listen, () => shown.get(what) ?? 1)
  const more = useCallback(() => {
    shown.set(what, (shown.get(what) ?? 1) + 1)
    for (const listener of listeners) listener()
  }, [what])
  return [pages, more]
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
