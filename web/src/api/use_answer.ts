// A question to the server and what became of it. While a new answer is on its way the last one stays, marked as stale,
// so that nothing jumps when a date moves.

import { useRef } from 'react'
import { useQuery, type AnyVariables, type CombinedError } from 'urql'

import { byHash, type Asking } from './documents'

/** A document and its variables, as they were sent. */
export interface Asked {
  document: object
  variables: object
}

export interface Answered<Data> {
  data: Data | undefined
  error: CombinedError | undefined
  /** Nothing to show yet. */
  loading: boolean
  /** What is shown belongs to the question before. */
  stale: boolean
  again: () => void
  asked: Asked
}

/** `anew`: nothing that is kept is taken for it. */
export function useAnswer<Data, Variables extends object>(
  document: Asking<Data, Variables>,
  variables: Variables,
  { pause = false, anew = false } = {},
): Answered<Data> {
  const [{ data, error, fetching }, execute] = useQuery<Data, AnyVariables>({
    query: byHash(document) as Asking<Data, AnyVariables>,
    variables: variables as AnyVariables,
    pause,
    requestPolicy: anew ? 'network-only' : 'cache-first',
  })
  const last = useRef<Data | undefined>(undefined)
  if (data && !fetching) last.current = data
  if (error) last.current = undefined
  const shown = fetching ? last.current : data
  return {
    data: pause ? undefined : shown,
    error: fetching ? undefined : error,
    loading: !pause && fetching && !shown,
    stale: fetching && shown !== undefined,
    again: () => execute({ requestPolicy: 'network-only' }),
    asked: { document, variables },
  }
}
