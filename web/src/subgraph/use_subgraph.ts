// The selection that the address asks for, with what surrounds those that were opened up by hand. It asks what the answer asks, so that one request
// serves both.

import { useMemo } from 'react'
import type { CombinedError } from 'urql'

import { isWhole, type Question } from '../address/question'
import { useAddress } from '../address/use_address'
import { useNeighbourhood } from '../features/answer/use_neighbourhood'
import { useOverview } from '../features/answer/use_overview'
import { usePaths } from '../features/answer/use_paths'
import { useSupply } from '../features/answer/use_supply'
import { belongs, filterOf, groupsIn } from '../features/groups/narrowed'
import { useWhyNot } from '../features/whynot/use_why_not'
import { empty, joined, ofPaths, ofTies, type Subgraph } from './subgraph'
import { useExpanded } from './use_expanded'
import { useHands } from './use_hands'

export interface Selected {
  subgraph: Subgraph
  /** `flow` where all of it leads to or from what is asked of, so that it can be laid out along the flow. */
  shape: 'flow' | 'web'
  /** Up to which transaction it holds what was written. */
  seq: string | undefined
  /** Whether there is more than what is shown, and how to have it. */
  hasMore: boolean
  more: () => void
  /** The next page is on its way; or one did not come, and `more` asks for it again. */
  gathering: boolean
  lost: CombinedError | undefined
  /** Who was opened up, and has more around it than what is shown. */
  partly: ReadonlySet<string>
  loading: boolean
  stale: boolean
  error: CombinedError | undefined
  again: () => void
}

const NONE: Question = { kind: 'entity', parts: {} }

export function useSubgraph(): Selected {
  const [{ question: asked, options }] = useAddress()
  const whole = asked && isWhole(asked) ? asked : NONE
  // What a supply hangs on is seen in the supply.
  const question = useMemo<Question>(() => (whole.kind === 'chokepoints' ? { ...whole, kind: 'suppliers' } : whole), [whole])
  const source = sourceOf(question)
  const supply = useSupply(question, { pause: source !== 'supply' })
  const paths = usePaths(question, source !== 'paths')
  // Questions of other kinds show what surrounds the entity that they are about.
  const centre = question.parts.of ?? question.parts.about ?? question.parts.from
  const around = useNeighbourhood(source === 'around' ? centre : undefined)
  // Of what is counted in groups, what the chosen group holds.
  const counted = useMemo(() => (question.kind === 'groups' ? groupsIn(options.only, question) : undefined), [question, options.only])
  const where = useMemo(() => counted && filterOf(question, counted), [question, counted])
  const overview = useOverview(source !== 'overview', where)
  const whyNot = useWhyNot(question, source !== 'whyNot')

  const expanded = useExpanded(useHands().expanded)

  const selected = useMemo<Subgraph>(() => {
    if (source === 'supply' && supply.supply) {
      return ofPaths(supply.supply.edges.map(({ node }) => node.best), [supply.entity?.key ?? question.parts.of ?? ''])
    }
    if (source === 'paths' && paths.view) {
      const focus = [paths.view.start?.key, paths.view.end?.key].filter((key) => key !== undefined)
      return ofPaths(paths.view.paths.edges.map(({ node }) => node), focus)
    }
    const why = whyNot.data?.view.scenario
    if (source === 'whyNot' && why) {
      const focus = [why.end?.key, why.start?.key].filter((key) => key !== undefined)
      return ofPaths(why.whyNot.path ? [why.whyNot.path] : why.whyNot.misses, focus)
    }
    if (source === 'around' && around.entity) {
      const found = ofTies(around.entity.relations.edges.map(({ node }) => node), [around.entity.key])
      found.entities.set(around.entity.key, around.entity)
      return found
    }
    if (source === 'overview' && overview.relations) {
      const ties = overview.relations.edges.map(({ node }) => node)
      return ofTies(counted ? ties.filter((tie) => belongs(tie, counted)) : ties, [])
    }
    return empty()
  }, [source, question, supply.supply, supply.entity, paths.view, around.entity, overview.relations, whyNot.data, counted])
  const subgraph = useMemo(() => joined(selected, expanded.subgraph), [selected, expanded.subgraph])

  const pages = {
    supply: supply.supply?.pageInfo,
    paths: paths.view?.paths.pageInfo,
    around: around.entity?.relations.pageInfo,
    overview: overview.relations?.pageInfo,
    whyNot: undefined,
  }
  const told = { ...whyNot, more: () => undefined, gathering: false, lost: undefined, seq: whyNot.data?.view.scenario.seq }
  const { more, seq, ...state } = { supply, paths, around, overview, whyNot: told }[source]
  const shape = source === 'supply' || source === 'paths' || source === 'whyNot' ? 'flow' : 'web'
  return {
    subgraph,
    shape,
    seq,
    hasMore: (pages[source]?.hasNextPage ?? false) || expanded.lost !== undefined,
    more: expanded.lost && !state.lost ? expanded.again : more,
    gathering: state.gathering,
    lost: state.lost ?? expanded.lost,
    partly: expanded.partly,
    loading: state.loading,
    stale: state.stale || expanded.stale,
    error: state.error ?? expanded.error,
    again: state.error ? state.again : expanded.again,
  }
}

function sourceOf({ kind, parts }: Question): 'supply' | 'paths' | 'whyNot' | 'around' | 'overview' {
  if (kind === 'suppliers' || kind === 'customers') return 'supply'
  if (kind === 'groups') return 'overview'
  if (kind === 'paths' || kind === 'whyNot') return kind
  return (parts.of ?? parts.about ?? parts.from) ? 'around' : 'overview'
}
