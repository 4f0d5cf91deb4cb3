// What surrounds the entities that somebody opened up in the graph, beside what the question shows.

import { useEffect, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../api/documents'
import { useView } from '../../api/use_view'
import { NeighbourhoodDocument } from '../../gql/graphql'
import { empty, ofTies, type Subgraph } from '../../subgraph/subgraph'

const AT_ONCE = 40

export function useExpanded(keys: readonly string[]): Subgraph {
  const client = useClient()
  const view = useView()
  const [found, setFound] = useState<Subgraph>(empty)
  const wanted = keys.join(' ')
  useEffect(() => {
    let current = true
    const ask = (of: string) =>
      client.query(byHash(NeighbourhoodDocument), { ...view, of, first: AT_ONCE }).toPromise()
    void Promise.all(wanted.split(' ').filter(Boolean).map(ask)).then((answers) => {
      if (!current) return
      const ties = answers.flatMap(({ data }) => data?.view.scenario.entity?.relations.edges.map(({ node }) => node) ?? [])
      setFound(ofTies(ties, []))
    })
    return () => {
      current = false
    }
  }, [client, view, wanted])
  return found
}
