// Places for a graph of flows: goods run from left to right, each entity as far left of the end as its longest way there.
// The same graph always gets the same places: everything is done in the order of keys.

import type { Subgraph } from '../../subgraph/subgraph'

export interface Place {
  x: number
  y: number
}

/** What it is to be drawn in, in pixels. */
export interface Room {
  width: number
  height: number
}

const ACROSS = 176
// Few have room for what is written at their lines.
const [ROOMY, DOWN, FEW] = [112, 84, 8]
// A column that makes all too high for its room is folded: how far apart its folds stand, and how many rows it has at least.
const [FOLDED, LEAST] = [130, 3]
// About how much an entity and its name take beside the places; nothing is drawn larger than that; by how much larger it must become to be folded.
const [NAMED, LARGEST, WORTH] = [{ width: 130, height: 60 }, 1.15, 1.1]
// As on most screens.
const USUAL: Room = { width: 600, height: 600 }

export function layers(subgraph: Subgraph, room: Room = USUAL): Map<string, Place> {
  const keys = [...subgraph.entities.keys()].sort()
  const links = [...subgraph.links.values()].filter(({ from, to }) => from !== to).sort((a, b) => (a.tie.key < b.tie.key ? -1 : 1))
  const depth = depths(keys, links)
  const columns: string[][] = []
  for (const key of keys) (columns[depth.get(key) ?? 0] ??= []).push(key)
  order(columns, links)
  const { rows: most, down } = fitted(columns, room)
  const folds = (column: readonly string[]) => Math.ceil(column.length / most)
  // What is asked about stands at one place whatever is around it, so that columns keep theirs when the date moves.
  const middle = depth.get(subgraph.focus[0] ?? '') ?? 0
  const left = columns.map((_, at) => columns.slice(0, at).reduce((sum, column) => sum + ACROSS + (folds(column) - 1) * FOLDED, 0))
  return new Map(
    columns.flatMap((column, at) => {
      const rows = Math.ceil(column.length / folds(column))
      return column.map((key, place) => {
        const [fold, row] = [Math.floor(place / rows), place % rows]
        const x = (left[middle] ?? 0) - (left[at] ?? 0) - fold * FOLDED
        // Folds stand half a row from each other, so that the lines of one pass between those of the next.
        const aside = folds(column) === 1 ? 0 : fold % 2 === 0 ? 0.25 : -0.25
        return [key, { x, y: (row - (rows - 1) / 2 + aside) * down }] as const
      })
    }),
  )
}

// After how many rows columns are folded, so that all of it is seen as large as it can be.
function fitted(columns: readonly (readonly string[])[], room: Room): { rows: number; down: number } {
  const longest = Math.max(...columns.map(({ length }) => length))
  const down = longest > FEW ? DOWN : ROOMY
  let best = { rows: longest, down, zoom: 0 }
  for (let rows = longest; rows >= Math.min(longest, LEAST); rows -= 1) {
    const close = rows === longest ? down : DOWN
    const folds = columns.reduce((sum, { length }) => sum + Math.ceil(length / rows) - 1, 0)
    const [width, height] = [(columns.length - 1) * ACROSS + folds * FOLDED + NAMED.width, (rows - 1) * close + NAMED.height]
    const zoom = Math.min(LARGEST, room.width / width, room.height / height)
    if (zoom > best.zoom * WORTH) best = { rows, down: close, zoom }
  }
  return best
}

interface Ends {
  from: string
  to: string
}

// The longest way to an end, in hops. A ring is cut where the walk comes back to itself.
function depths(keys: readonly string[], links: readonly Ends[]): Map<string, number> {
  const onward = new Map<string, string[]>()
  for (const { from, to } of links) onward.set(from, [...(onward.get(from) ?? []), to])
  const known = new Map<string, number>()
  const walk = (key: string, behind: ReadonlySet<string>): number => {
    const before = known.get(key)
    if (before !== undefined) return before
    const seen = new Set([...behind, key])
    const ahead = (onward.get(key) ?? []).filter((next) => !seen.has(next)).map((next) => walk(next, seen) + 1)
    const depth = Math.max(0, ...ahead)
    known.set(key, depth)
    return depth
  }
  for (const key of keys) walk(key, new Set())
  return known
}

// A few sweeps that move each entity beside the middle of its neighbours in the column before.
function order(columns: string[][], links: readonly Ends[]): void {
  const neighbours = new Map<string, string[]>()
  for (const { from, to } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to])
    neighbours.set(to, [...(neighbours.get(to) ?? []), from])
  }
  for (let sweep = 0; sweep < 4; sweep += 1) {
    const downward = sweep % 2 === 0
    for (let step = 1; step < columns.length; step += 1) {
      const at = downward ? step : columns.length - 1 - step
      const column = columns[at]
      const beside = new Map((columns[downward ? at - 1 : at + 1] ?? []).map((key, row) => [key, row]))
      const middle = (key: string) => {
        const rows = (neighbours.get(key) ?? []).flatMap((next) => beside.get(next) ?? [])
        return rows.length === 0 ? Number.POSITIVE_INFINITY : rows.reduce((sum, row) => sum + row, 0) / rows.length
      }
      const wanted = new Map(column?.map((key) => [key, middle(key)]))
      column?.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || (a < b ? -1 : 1))
    }
  }
}
