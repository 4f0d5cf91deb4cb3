// An answer that comes in pages: the first, and as many more as were asked for, one after the other by their cursors. One large page would
// cost more than the server gives at once.

import { useEffect, useMemo, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'

import { byHash, type Asking } from './documents'
import { useAnswer, type Answered } from './use_answer'
import { usePage } from './use_page'

interface Connection {
  readonly edges: readonly unknown[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

interface Further<C> {
  /** Behind which first page, and what was asked for. */
  first: C
  wanted: number
  tries: number
  pages: readonly C[]
  error: CombinedError | undefined
}

/** What a way to the next page needs to know. */
export interface Pages {
  /** Asks for the next page, again where it was lost. */
  more: () => void
  /** The next page is on its way. */
  gathering: boolean
  /** A page behind the first did not come: those before it are shown. */
  lost: CombinedError | undefined
}

export interface Connected<Data, C> extends Answered<Data>, Pages {
  /** As the answer has it, with the edges of all pages. */
  connection: C | undefined
}

interface Shown<Data, C> {
  what: string
  first: C | undefined
  data: Data | undefined
  connection: C | undefined
}

interface Paged {
  first: number
  after?: string | null | undefined
}

/** `what` names the answer for all that show it; `connectionOf` finds the list in the data. */
export function useConnection<Data, Variables extends Paged, C extends Connection>(
  document: Asking<Data, Variables>,
  variables: Variables,
  connectionOf: (data: Data) => C | null | undefined,
  what: string,
  pause = false,
): Connected<Data, C> {
  const client = useClient()
  const { pages: wanted, tries, more, again } = usePage(what)
  const answered = useAnswer(document, variables, { pause })
  const first = (answered.data && connectionOf(answered.data)) ?? undefined
  const [further, setFurther] = useState<Further<C>>()

  // What `first` answers.
  const asked = useRef({ document, variables, connectionOf })
  useEffect(() => {
    asked.current = { document, variables, connectionOf }
  })

  useEffect(() => {
    if (!first || answered.stale || wanted === 1) return
    let current = true
    const { document, variables, connectionOf } = asked.current
    const gather = async () => {
      const pages: C[] = []
      let last: C | undefined = first
      while (current && last?.pageInfo.hasNextPage && pages.length < wanted - 1) {
        const { data, error } = await client.query(byHash(document), { ...variables, after: last.pageInfo.endCursor }).toPromise()
        if (error) return { first, wanted, tries, pages, error }
        last = (data && connectionOf(data)) ?? undefined
        if (last) pages.push(last)
      }
      return { first, wanted, tries, pages, error: undefined }
    }
    void gather().then((found) => current && setFurther(found))
    return () => {
      current = false
    }
  }, [client, first, answered.stale, wanted, tries])

  const behind = further?.first === first ? further : undefined
  const joint = useMemo(() => first && joined(first, behind?.pages ?? []), [first, behind])
  const settled = wanted === 1 || (behind?.wanted === wanted && behind.tries === tries)
  const gathering = !settled && (joint?.pageInfo.hasNextPage ?? false)

  // Another answer to the same takes the place of the last one when it has as many pages: nothing is taken away to come again.
  const last = useRef<Shown<Data, C>>(undefined)
  const early = gathering && !behind && last.current?.what === what && last.current.first !== first
  if (!early) last.current = { what, first, data: answered.data, connection: joint }
  return {
    ...answered,
    data: last.current?.data,
    connection: last.current?.connection,
    stale: answered.stale || early,
    gathering: gathering && !early,
    lost: settled ? behind?.error : undefined,
    more: settled && behind?.error ? again : more,
  }
}

function joined<C extends Connection>(first: C, pages: readonly C[]): C {
  const last = pages.at(-1)
  return last ? { ...first, edges: [first, ...pages].flatMap(({ edges }) => edges), pageInfo: last.pageInfo } : first
}
