// Where entities stand. A place once given is kept while the question stays the same, so that nothing moves when the date does, or
// while another view is looked at.

import { useMemo } from 'react'

import type { Subgraph } from '../../subgraph/subgraph'
import { forces } from './forces'
import { layers, type Place, type Room } from './layers'

/** What the places are for; another question starts anew. */
export interface Arrangement {
  question: string
  /** How often it was arranged anew. */
  arranged: number
}

interface Kept extends Arrangement {
  places: Map<string, Place>
}

export interface Places extends Kept {
  /** Somebody moved it. */
  move: (key: string, place: Place) => void
}

// Here, since the drawing is gone while another view is looked at.
let kept: Kept = { question: '', arranged: 0, places: new Map() }

/** Nothing has a place before there is a room for it. `pinned` stays when all is arranged anew. `stale`: what is there may be of the question before, and keeps its places until the answer comes. */
export function usePlaces(subgraph: Subgraph, shape: 'flow' | 'web', { question, arranged }: Arrangement, pinned: ReadonlySet<string>, stale: boolean, room: Element | null): Places {
  const now = useMemo(() => {
    if (!room) return kept
    const next = stale && question !== kept.question ? kept : staying(kept, { question, arranged }, pinned)
    return keep({ ...next, places: placed(subgraph, shape, next.places, { width: room.clientWidth || 1, height: room.clientHeight || 1 }) })
  }, [subgraph, shape, question, arranged, pinned, stale, room])
  return { ...now, move: (key, place) => kept.places.set(key, place) }
}

function keep(next: Kept): Kept {
  kept = next
  return next
}

/** With the places that are not given anew: none for another question, those that are pinned where it is arranged anew. */
export function staying({ places, ...before }: Kept, wanted: Arrangement, pinned: ReadonlySet<string>): Kept {
  if (before.question !== wanted.question) return { ...wanted, places: new Map() }
  if (before.arranged === wanted.arranged) return { ...wanted, places }
  return { ...wanted, places: new Map([...places].filter(([key]) => pinned.has(key))) }
}

/** Who has a place keeps it, however many come; the others are found one beside them. */
export function placed(subgraph: Subgraph, shape: 'flow' | 'web', kept: Map<string, Place>, room?: Room): Map<string, Place> {
  if ([...subgraph.entities.keys()].every((key) => kept.has(key))) return kept
  return new Map([...(shape === 'flow' ? apart(layers(subgraph, room), kept) : forces(subgraph, kept, room)), ...kept])
}

/** New places, each moved down until it is free of those that are kept. */
export function apart(found: ReadonlyMap<string, Place>, kept: ReadonlyMap<string, Place>): Map<string, Place> {
  const taken = [...kept.values()]
  const free = new Map<string, Place>()
  for (const [key, { x, y }] of found) {
    if (kept.has(key)) continue
    let down = y
    while (taken.some((other) => Math.abs(other.x - x) < 90 && Math.abs(other.y - down) < 56)) down += 56
    free.set(key, { x, y: down })
    taken.push({ x, y: down })
  }
  return free
}
