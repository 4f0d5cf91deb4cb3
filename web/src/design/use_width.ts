// How wide an element is, as it changes.

import { useLayoutEffect, useState, type RefObject } from 'react'

export function useWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (!element.current) return
    const watcher = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [element])
  return width
}
