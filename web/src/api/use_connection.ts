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
  /** Behind which first page. */
  first: C
  pages: readonly C[]
  error: CombinedError | undefined
}

export interface Connected<Data, C> extends Answered<Data> {
  /** As the answer has it, with the edges of all pages. */
  connection: C | undefined
  more: () => void
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
  const [wanted, more] = usePage(what)
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
        if (error) return { first, pages, error }
        last = (data && connectionOf(data)) ?? undefined
        if (last) pages.push(last)
      }
      return { first, pages, error: undefined }
    }
    void gather().then((found) => current && setFurther(found))
    return () => {
      current = false
    }
  }, [client, first, answered.stale, wanted])

  const behind = further !== undefined && further.first === first ? further : undefined
  const connection = useMemo(() => first && joined(first, behind?.pages ?? []), [first, behind])
  return { ...answered, error: answered.error ?? behind?.error, connection, more }
}

function joined<C extends Connection>(first: C, pages: readonly C[]): C {
  const last = pages.at(-1)
  return last ? { ...first, edges: [first, ...pages].flatMap(({ edges }) => edges), pageInfo: last.pageInfo } : first
}
