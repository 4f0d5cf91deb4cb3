// The selection that the address asks for. It asks what the answer asks, so that one request serves both.

import { useMemo } from 'react'
import type { CombinedError } from 'urql'

import { isWhole, type Question } from '../address/question'
import { useAddress } from '../address/use_address'
import { useNeighbourhood } from '../features/answer/use_neighbourhood'
import { usePaths } from '../features/answer/use_paths'
import { useSupply } from '../features/answer/use_supply'
import { empty, ofPaths, ofTies, type Subgraph } from './subgraph'

export interface Selected {
  subgraph: Subgraph
  /** Whether there is more than what is shown, and how to have it. */
  hasMore: boolean
  more: () => void
  loading: boolean
  stale: boolean
  error: CombinedError | undefined
  again: () => void
}

const NONE: Question = { kind: 'entity', parts: {} }

export function useSubgraph(): Selected {
  const [{ question: asked, pick }] = useAddress()
  const question = asked && isWhole(asked) ? asked : NONE
  const supplies = question.kind === 'suppliers' || question.kind === 'customers'
  // Questions of other kinds, and none at all, show what surrounds the entity that they are about.
  const centre = question.parts.of ?? question.parts.about ?? (pick?.type === 'entity' ? pick.key : undefined)
  const around = supplies || question.kind === 'paths' ? undefined : centre

  const supply = useSupply(question, !supplies)
  const paths = usePaths(question, question.kind !== 'paths')
  const neighbourhood = useNeighbourhood(around)

  const subgraph = useMemo<Subgraph>(() => {
    if (supplies && supply.supply) {
      const focus = [supply.entity?.key ?? question.parts.of ?? '']
      return ofPaths(supply.supply.edges.map(({ node }) => node.best), focus)
    }
    if (question.kind === 'paths' && paths.view) {
      const focus = [paths.view.start?.key, paths.view.end?.key].filter((key) => key !== undefined)
      return ofPaths(paths.view.paths.edges.map(({ node }) => node), focus)
    }
    if (around && neighbourhood.entity) {
      const ties = neighbourhood.entity.relations.edges.map(({ node }) => node)
      const found = ofTies(ties, [neighbourhood.entity.key])
      found.entities.set(neighbourhood.entity.key, neighbourhood.entity)
      return found
    }
    return empty()
  }, [supplies, question, around, supply.supply, supply.entity, paths.view, neighbourhood.entity])

  const source = supplies ? supply : question.kind === 'paths' ? paths : neighbourhood
  const page = supplies ? supply.supply?.pageInfo : question.kind === 'paths' ? paths.view?.paths.pageInfo : neighbourhood.entity?.relations.pageInfo
  const { more, loading, stale, error, again } = source
  return { subgraph, hasMore: page?.hasNextPage ?? false, more, loading, stale, error, again }
}
