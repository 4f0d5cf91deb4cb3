// Whether the window is too narrow for columns; the width is that of the style sheets. Paper is no window.

import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('screen and (max-width: 60rem)')

export function isNarrow(): boolean {
  return narrow.matches
}

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed)
      return () => narrow.removeEventListener('change', changed)
    },
    isNarrow,
  )
}
