// The paths between two entities, the firmest first.

import { useMemo } from 'react'

import type { Question } from '../../address/question'
import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useView, type ViewVariables } from '../../api/use_view'
import { PathsDocument, type PathsInput } from '../../gql/graphql'
import { hops } from './use_supply'

export function usePaths({ parts }: Question, pause = false) {
  const variables = pathsVariables(useView(), parts)
  const { from = '', to = '', commodity, maxHops } = parts
  const what = JSON.stringify(['paths', from, to, commodity, maxHops])
  const { data, connection, ...state } = useConnection(PathsDocument, variables, ({ view }) => view.scenario.paths, what, pause)
  const view = useMemo(() => data && connection && { ...data.view.scenario, paths: connection }, [data, connection])
  return { ...state, view, seq: view?.seq }
}

/** The same question where its answer is compared. */
export function pathsInput({ parts: { from = '', to = '', commodity, maxHops } }: Question): PathsInput {
  return { from, to, ...(commodity && { commodity }), maxHops: hops(maxHops, 6) }
}

export function pathsVariables(view: ViewVariables, { from = '', to = '', commodity, maxHops }: Question['parts']) {
  return { ...view, from, to, commodity, maxHops: hops(maxHops, 6), first: PAGE }
}
