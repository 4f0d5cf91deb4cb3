// Places for a graph without one direction of flow: what is tied is pulled together, all else keeps apart (Fruchterman and Reingold,
// 1991), for a fixed number of rounds. It starts from a spiral in the order of distance from the focus and leaves nothing to chance, so
// that the same graph always gets the same places. Time: rounds × entities²; 300 entities take some tenths of a second.

import type { Subgraph } from '../../subgraph/subgraph'
import type { Place, Room } from './layers'

// How far apart what is tied comes to stand; names are wider than high. In a wide room it is stretched by so much at most.
const [APART, WIDER, ROUNDS, STRETCHED] = [80, 1.35, 240, 1.7]

/** Those that have a place keep it. `into`: the room that it is drawn in. */
export function forces(subgraph: Subgraph, kept: ReadonlyMap<string, Place>, into?: Room): Map<string, Place> {
  const ties = tiesOf(subgraph)
  const keys = nearest(subgraph, ties)
  const index = new Map(keys.map((key, at) => [key, at]))
  const x = new Float64Array(keys.length)
  const y = new Float64Array(keys.length)
  keys.forEach((key, at) => {
    const place = kept.get(key) ?? beside(key, ties, kept) ?? spiral(at)
    x[at] = place.x / WIDER
    y[at] = place.y
  })
  const pairs = keys.flatMap((key, from) => [...(ties.get(key) ?? [])].sort().flatMap((other) => {
    const to = index.get(other)
    return to !== undefined && from < to ? [[from, to] as const] : []
  }))
  const room = keys.map((key) => 1 + Math.min(ties.get(key)?.size ?? 0, 30) / 12)
  const still = keys.map((key) => kept.has(key))
  for (let round = 0; round < ROUNDS; round += 1) turn(x, y, pairs, room, still, APART * 1.5 * (1 - round / ROUNDS))
  const wider = WIDER * (into && kept.size === 0 ? stretch(x, y, into) : 1)
  return new Map(keys.map((key, at) => [key, kept.get(key) ?? { x: (x[at] ?? 0) * wider, y: y[at] ?? 0 }]))
}

type Numbers = Float64Array

// One round: every pair pushes, every tie pulls, and nothing moves further than `most`.
function turn(x: Numbers, y: Numbers, pairs: readonly (readonly [number, number])[], room: readonly number[], still: readonly boolean[], most: number): void {
  const [fx, fy] = [new Float64Array(x.length), new Float64Array(x.length)]
  // Every pair is met in every round: plain numbers, and no root, since the force is to be divided by the distance once more.
  for (let a = 0; a < x.length; a += 1) {
    const [ax, ay] = [x[a] ?? 0, y[a] ?? 0]
    let [sumX, sumY] = [0, 0]
    for (let b = a + 1; b < x.length; b += 1) {
      const dx = ax - (x[b] ?? 0) || 0.01 * (a - b)
      const dy = ay - (y[b] ?? 0)
      const force = (APART * APART) / (dx * dx + dy * dy)
      sumX += dx * force
      sumY += dy * force
      fx[b] = (fx[b] ?? 0) - dx * force
      fy[b] = (fy[b] ?? 0) - dy * force
    }
    fx[a] = (fx[a] ?? 0) + sumX
    fy[a] = (fy[a] ?? 0) + sumY
  }
  for (const [a, b] of pairs) {
    const [dx, dy] = [(x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0)]
    const force = Math.hypot(dx, dy) / (APART * Math.max(room[a] ?? 1, room[b] ?? 1))
    fx[a] = (fx[a] ?? 0) - dx * force
    fy[a] = (fy[a] ?? 0) - dy * force
    fx[b] = (fx[b] ?? 0) + dx * force
    fy[b] = (fy[b] ?? 0) + dy * force
  }
  for (let at = 0; at < x.length; at += 1) {
    if (still[at]) continue
    // A little towards the middle, so that what nothing ties does not drift away.
    const [dx, dy] = [(fx[at] ?? 0) - 0.25 * (x[at] ?? 0), (fy[at] ?? 0) - 0.25 * (y[at] ?? 0)]
    const far = Math.hypot(dx, dy) || 1
    x[at] = (x[at] ?? 0) + (dx / far) * Math.min(far, most)
    y[at] = (y[at] ?? 0) + (dy / far) * Math.min(far, most)
  }
}

// By how much wider it can be without being drawn smaller.
function stretch(x: Numbers, y: Numbers, { width, height }: Room): number {
  const span = (all: Numbers) => Math.max(...all) - Math.min(...all) + APART
  return Math.min(STRETCHED, Math.max(1, (span(y) * width) / (span(x) * WIDER * height)))
}

function tiesOf({ links }: Subgraph): Map<string, Set<string>> {
  const ties = new Map<string, Set<string>>()
  const tie = (from: string, to: string) => ties.set(from, (ties.get(from) ?? new Set()).add(to))
  for (const { from, to } of links.values()) {
    if (from === to) continue
    tie(from, to)
    tie(to, from)
  }
  return ties
}

// By distance from the focus, else from what is tied most; then by key.
function nearest({ entities, focus }: Subgraph, ties: ReadonlyMap<string, Set<string>>): string[] {
  const degree = (key: string) => ties.get(key)?.size ?? 0
  const busiest = [...entities.keys()].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1))
  const order = new Set<string>()
  for (const start of [...focus.filter((key) => entities.has(key)), ...busiest]) {
    const queue = [start]
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (order.has(next)) continue
      order.add(next)
      queue.push(...[...(ties.get(next) ?? [])].sort())
    }
  }
  return [...order]
}

function spiral(step: number): Place {
  const [angle, radius] = [step * 2.399963, 70 * Math.sqrt(step)]
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
}

// What is new starts beside what it is tied to, each in a direction of its own.
function beside(key: string, ties: ReadonlyMap<string, Set<string>>, kept: ReadonlyMap<string, Place>): Place | undefined {
  const near = [...(ties.get(key) ?? [])].sort().map((other) => kept.get(other)).find((place) => place !== undefined)
  const angle = [...key].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 360
  return near && { x: near.x + 120 * Math.cos(angle), y: near.y + 120 * Math.sin(angle) }
}
