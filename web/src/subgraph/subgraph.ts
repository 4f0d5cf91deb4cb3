// What is on screen as a graph: entities, the relations between them, and the paths that they were found on. The graph, the
// map, the table and the timeline all show this one selection.

import type { Access, NameFragment, Standing, TieFragment } from '../gql/graphql'

export interface Link {
  tie: TieFragment
  /** Where goods come from and go to; of a relation without a flow its ends. */
  from: string
  to: string
  /** As a hop of a path; else undefined. */
  standing: Standing | undefined
  access: Access | undefined
  /** The restrictions that cross it, by key; those of hops alone are known. */
  crossedBy: string[]
}

export interface Subgraph {
  entities: Map<string, NameFragment>
  links: Map<string, Link>
  /** Restrictions that cross a link, whether or not their ends are among the entities. */
  restrictions: Map<string, TieFragment>
  /** What the question is about. */
  focus: string[]
}

export function empty(focus: string[] = []): Subgraph {
  return { entities: new Map(), links: new Map(), restrictions: new Map(), focus }
}

/** A step along which goods flow, or would. */
interface Step {
  readonly from: NameFragment
  readonly to: NameFragment
  readonly relation: TieFragment
  readonly standing?: Standing
  readonly access?: Access
  readonly restrictions?: readonly TieFragment[]
}

/** All hops of these paths. */
export function ofPaths(paths: readonly { readonly hops: readonly Step[] }[], focus: string[]): Subgraph {
  const subgraph = empty(focus)
  for (const path of paths) {
    for (const hop of path.hops) {
      subgraph.entities.set(hop.from.key, hop.from)
      subgraph.entities.set(hop.to.key, hop.to)
      for (const restriction of hop.restrictions ?? []) subgraph.restrictions.set(restriction.key, restriction)
      subgraph.links.set(hop.relation.key, {
        tie: hop.relation,
        from: hop.from.key,
        to: hop.to.key,
        standing: hop.standing,
        access: hop.access,
        crossedBy: hop.restrictions?.map(({ key }) => key) ?? [],
      })
    }
  }
  return subgraph
}

/** These relations and their ends. */
export function ofTies(ties: readonly TieFragment[], focus: string[]): Subgraph {
  const subgraph = empty(focus)
  for (const tie of ties) {
    subgraph.entities.set(tie.from.key, tie.from)
    subgraph.entities.set(tie.to.key, tie.to)
    const against = tie.kind === 'CONTRACT' || (tie.kind === 'NEGOTIATION' && 'potentialSupply' in tie && tie.potentialSupply)
    subgraph.links.set(tie.key, {
      tie,
      from: against ? tie.to.key : tie.from.key,
      to: against ? tie.from.key : tie.to.key,
      standing: undefined,
      access: 'access' in tie ? tie.access : undefined,
      crossedBy: [],
    })
  }
  return subgraph
}

/** Both; what the first says of a link goes before what the second says. */
export function joined(first: Subgraph, second: Subgraph): Subgraph {
  return {
    entities: new Map([...second.entities, ...first.entities]),
    links: new Map([...second.links, ...first.links]),
    restrictions: new Map([...second.restrictions, ...first.restrictions]),
    focus: first.focus,
  }
}

/** Without these entities and what is tied to them. */
export function without(subgraph: Subgraph, hidden: ReadonlySet<string>): Subgraph {
  if (hidden.size === 0) return subgraph
  return {
    ...subgraph,
    entities: new Map([...subgraph.entities].filter(([key]) => !hidden.has(key))),
    links: new Map([...subgraph.links].filter(([, { from, to }]) => !hidden.has(from) && !hidden.has(to))),
  }
}

/** So many entities are drawn at most. */
export const MOST = 300

/** The first so many entities by their distance from the focus, and the links between them. */
export function bounded(subgraph: Subgraph, most = MOST): Subgraph {
  if (subgraph.entities.size <= most) return subgraph
  const kept = new Set(subgraph.focus.filter((key) => subgraph.entities.has(key)))
  const links = [...subgraph.links.values()]
  for (let grown = true; grown && kept.size < most; ) {
    grown = false
    for (const { from, to } of links) {
      if (kept.size >= most) break
      if (kept.has(from) === kept.has(to)) continue
      kept.add(from).add(to)
      grown = true
    }
  }
  for (const key of subgraph.entities.keys()) if (kept.size < most) kept.add(key)
  return {
    ...subgraph,
    entities: new Map([...subgraph.entities].filter(([key]) => kept.has(key))),
    links: new Map([...subgraph.links].filter(([, { from, to }]) => kept.has(from) && kept.has(to))),
  }
}
