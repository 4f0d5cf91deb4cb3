// How much of an answer is shown: the same for all that show it, so that one request serves them and "more" is more everywhere.

import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const shown = new Map<string, number>()

/** `what` names the answer; it starts with one page of `size`. */
export function usePage(what: string, size = 40): [number, () => void] {
  const first = useSyncExternalStore(listen, () => shown.get(what) ?? size)
  const more = useCallback(() => {
    shown.set(what, (shown.get(what) ?? size) + 40)
    for (const listener of listeners) listener()
  }, [what, size])
  return [first, more]
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
