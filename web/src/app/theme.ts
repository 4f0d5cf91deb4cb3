// Light or dark: as chosen, else as the system prefers.

import { useLayoutEffect, useState } from 'react'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'lodegraph.theme'
const dark = window.matchMedia('(prefers-color-scheme: dark)')

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(recall)
  useLayoutEffect(() => {
    const apply = () => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
      // Canvases read the tokens anew.
      window.dispatchEvent(new Event('lodegraph:theme'))
    }
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme])
  return [
    theme,
    (chosen) => {
      try {
        window.localStorage.setItem(KEY, chosen)
      } catch {
        // Then it holds for this visit.
      }
      setTheme(chosen)
    },
  ]
}

function recall(): Theme {
  try {
    const stored = window.localStorage.getItem(KEY)
    return THEMES.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}
