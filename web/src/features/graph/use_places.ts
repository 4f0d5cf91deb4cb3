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

// So many at once are no longer found beside the others: all are placed anew.
const MANY = 16

/** `question` names what the places are for; another one starts anew. */
export function usePlaces(subgraph: Subgraph, shape: 'flow' | 'web', question: string): Places {
  const kept = useRef<{ question: string; places: Map<string, Place> }>({ question: '', places: new Map() })
  const places = useMemo(() => {
    if (kept.current.question !== question) kept.current = { question, places: new Map() }
    const missing = [...subgraph.entities.keys()].filter((key) => !kept.current.places.has(key))
    if (missing.length > 0) {
      const before = missing.length > MANY ? new Map<string, Place>() : kept.current.places
      const found = shape === 'flow' ? apart(layers(subgraph), before) : forces(subgraph, before)
      kept.current.places = new Map([...found, ...before])
    }
    return kept.current.places
  }, [subgraph, shape, question])
  return { places, move: (key, place) => kept.current.places.set(key, place) }
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
