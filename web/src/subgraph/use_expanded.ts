// What surrounds the entities that somebody opened up by hand, beside what the question shows. It is followed like all that is shown: what is
// taken in is asked for again.

import { useEffect, useMemo, useState } from 'react'
import { useClient, type Client, type CombinedError } from 'urql'

import { byHash } from '../api/documents'
import { PAGE } from '../api/use_page'
import { useView, type ViewVariables } from '../api/use_view'
import { NeighbourhoodDocument, type TieFragment } from '../gql/graphql'
import { ofTies, type Subgraph } from './subgraph'

interface Around {
  ties: readonly TieFragment[]
  hasMore: boolean
  error: CombinedError | undefined
  /** A page behind the first did not come. */
  lost: CombinedError | undefined
}

/** What it is the answer to. */
interface Found extends Around {
  view: ViewVariables
  pages: number
}

export interface Expanded {
  subgraph: Subgraph
  /** Around whom there is more than what is shown. */
  partly: ReadonlySet<string>
  stale: boolean
  error: CombinedError | undefined
  lost: CombinedError | undefined
  again: () => void
}

/** `expanded`: how many pages are shown of what surrounds each, by its key. */
export function useExpanded(expanded: ReadonlyMap<string, number>): Expanded {
  const client = useClient()
  const view = useView()
  const [found, setFound] = useState<ReadonlyMap<string, Found>>(new Map())
  useEffect(() => {
    const ends = [...expanded].map(([key, pages]) =>
      surroundings(client, view, key, pages, (around) => setFound((before) => new Map([...before, [key, { ...around, view, pages }]]))),
    )
    return () => ends.forEach((end) => end())
  }, [client, view, expanded])
  return useMemo(() => {
    const shown = [...expanded].map(([key, pages]) => ({ key, pages, found: found.get(key) }))
    const failed = shown.filter(({ found }) => found?.error ?? found?.lost)
    return {
      subgraph: ofTies(shown.flatMap(({ found }) => found?.ties ?? []), []),
      partly: new Set(shown.flatMap(({ key, found }) => (found?.hasMore ? [key] : []))),
      stale: shown.some(({ pages, found }) => found?.view !== view || found.pages !== pages),
      error: failed.map(({ found }) => found?.error).find(Boolean),
      lost: failed.map(({ found }) => found?.lost).find(Boolean),
      // All who follow it are told.
      again: () => failed.forEach(({ key }) => void client.query(byHash(NeighbourhoodDocument), variablesOf(view, key), { requestPolicy: 'network-only' }).toPromise()),
    }
  }, [client, view, expanded, found])
}

/** Tells of the first so many pages of what surrounds it, and again whenever they are asked anew; gives what ends that. */
export function surroundings(client: Client, view: ViewVariables, of: string, pages: number, tell: (around: Around) => void): () => void {
  const ask = (after?: string | null) => client.query(byHash(NeighbourhoodDocument), { ...variablesOf(view, of), ...(after && { after }) })
  const gather = async ({ data, error }: Awaited<ReturnType<ReturnType<typeof ask>['toPromise']>>): Promise<Around> => {
    const relations = data?.view.scenario.entity?.relations
    let ties = relations?.edges.map(({ node }) => node) ?? []
    let page = relations?.pageInfo
    for (let asked = 1; asked < pages && page?.hasNextPage; asked += 1) {
      const next = await ask(page.endCursor).toPromise()
      if (next.error) return { ties, hasMore: true, error, lost: next.error }
      const further = next.data?.view.scenario.entity?.relations
      ties = [...ties, ...(further?.edges.map(({ node }) => node) ?? [])]
      page = further?.pageInfo
    }
    return { ties, hasMore: page?.hasNextPage ?? false, error, lost: undefined }
  }
  let last: object | undefined
  const { unsubscribe } = ask().subscribe((answer) => {
    if (answer.stale) return
    last = answer
    void gather(answer).then((around) => last === answer && tell(around))
  })
  return () => {
    last = undefined
    unsubscribe()
  }
}

// The very ones of an answer about it, so that they are asked once.
function variablesOf(view: ViewVariables, of: string) {
  return { ...view, of, first: PAGE }
}
