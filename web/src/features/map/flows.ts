// The selection as what a map can show: flows between countries, what stays within one, and what has no place.

import type { NameFragment, RelationKind, Status, TieFragment } from '../../gql/graphql'
import type { Link, Subgraph } from '../../subgraph/subgraph'
import type { Place } from './places'

export interface Flow {
  link: Link
  from: Place
  to: Place
  /** How many flows between the same two countries were before it. */
  nth: number
}

export interface Barrier {
  tie: TieFragment
  /** Countries alone; a restriction on all the world has no target on the map. */
  from: Place | undefined
  to: Place | undefined
  inForce: boolean
}

export interface Atlas {
  flows: Flow[]
  barriers: Barrier[]
  /** By the code of the country: the entities that lie there. */
  residents: Map<string, { place: Place; entities: NameFragment[] }>
  within: Link[]
  unplaced: NameFragment[]
}

// What says where something is, what it is made of, or what is held back, is no flow.
const NO_FLOW: ReadonlySet<RelationKind> = new Set(['LOCATION', 'MEMBERSHIP', 'RESTRICTION', 'PRODUCTION', 'CONSUMPTION'])
const OVER: ReadonlySet<Status> = new Set(['ENDED', 'DENIED'])
const IN_FORCE: ReadonlySet<Status> = new Set(['ACTIVE', 'EASED'])

export function atlasOf({ entities, links, restrictions }: Subgraph, places: ReadonlyMap<string, Place>): Atlas {
  const atlas: Atlas = { flows: [], barriers: [], residents: new Map(), within: [], unplaced: [] }
  for (const entity of entities.values()) {
    if (entity.kind === 'COMMODITY') continue
    const place = places.get(entity.key)
    if (!place) atlas.unplaced.push(entity)
    else {
      const there = atlas.residents.get(place.code)
      if (there) there.entities.push(entity)
      else atlas.residents.set(place.code, { place, entities: [entity] })
    }
  }
  const between = new Map<string, number>()
  for (const link of links.values()) {
    const [from, to] = [places.get(link.from), places.get(link.to)]
    if (!from || !to || NO_FLOW.has(link.tie.kind)) continue
    if (from.code === to.code) {
      atlas.within.push(link)
      continue
    }
    const pair = `${from.code} ${to.code}`
    const nth = between.get(pair) ?? 0
    between.set(pair, nth + 1)
    atlas.flows.push({ link, from, to, nth })
  }
  atlas.barriers = barriers(links, restrictions, places)
  return atlas
}

function barriers(links: Subgraph['links'], restrictions: Subgraph['restrictions'], places: ReadonlyMap<string, Place>): Barrier[] {
  const ties = new Map(restrictions)
  for (const { tie } of links.values()) if (tie.kind === 'RESTRICTION') ties.set(tie.key, tie)
  return [...ties.values()]
    .filter(({ status }) => !OVER.has(status))
    .map((tie) => ({ tie, from: places.get(tie.from.key), to: places.get(tie.to.key), inForce: IN_FORCE.has(tie.status) }))
}

/** Whose places are needed: all that is no commodity, and who restricts whom. */
export function toBePlaced({ entities, restrictions }: Subgraph): string[] {
  const ends = [...restrictions.values()].flatMap(({ from, to }) => [from, to])
  const keys = [...entities.values(), ...ends].filter(({ kind }) => kind !== 'COMMODITY').map(({ key }) => key)
  return [...new Set(keys)].sort()
}
