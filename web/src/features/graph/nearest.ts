// Which entity an arrow key leads to.

import type { Place } from './layers'

const WAYS: Record<string, readonly [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

/** The nearest one that way, of those that lie rather ahead than aside; nothing for another key, or where nothing lies that way. */
export function nearest(places: ReadonlyMap<string, Place>, at: Place, key: string): string | undefined {
  const way = WAYS[key]
  if (!way) return undefined
  let found: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [other, { x, y }] of places) {
    const [dx, dy] = [x - at.x, y - at.y]
    const ahead = dx * way[0] + dy * way[1]
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0])
    const far = ahead + 2 * aside
    if (ahead <= 0 || aside > 2 * ahead || far >= least) continue
    found = other
    least = far
  }
  return found
}
