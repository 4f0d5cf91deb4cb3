// Where entities stand. A place once given is kept while the question stays the same, so that nothing moves when the date does.

import { useMemo, useRef } from 'react'

import type { Subgraph } from '../../subgraph/subgraph'
import { forces } from './forces'
import { layers, type Place } from './layers'

export interface Places {
  places: Map<string, Place>
  /** Somebody moved it. */
  move: (key: string, place: Place) => void
}

/** `question` names what the places are for; another one starts anew. */
export function usePlaces(subgraph: Subgraph, shape: 'flow' | 'web', question: string): Places {
  const kept = useRef<{ question: string; places: Map<string, Place> }>({ question: '', places: new Map() })
  const places = useMemo(() => {
    if (kept.current.question !== question) kept.current = { question, places: new Map() }
    kept.current.places = placed(subgraph, shape, kept.current.places)
    return kept.current.places
  }, [subgraph, shape, question])
  return { places, move: (key, place) => kept.current.places.set(key, place) }
}

/** Who has a place keeps it, however many come; the others are found one beside them. */
export function placed(subgraph: Subgraph, shape: 'flow' | 'web', kept: Map<string, Place>): Map<string, Place> {
  if ([...subgraph.entities.keys()].every((key) => kept.has(key))) return kept
  return new Map([...(shape === 'flow' ? apart(layers(subgraph), kept) : forces(subgraph, kept)), ...kept])
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
