// The latest relations of all, or of those that pass a filter.

import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { OverviewDocument, type RelationFilter } from '../../gql/graphql'

// Lines without evidence are cheap, and a graph of half the news is none.
const PAGE = 80

export function useOverview(pause: boolean, where?: RelationFilter) {
  const what = JSON.stringify(['overview', where])
  const { data, connection, ...state } = useConnection(OverviewDocument, { ...useView(), where, first: PAGE }, ({ view }) => view.scenario.relations, what, pause)
  return { ...state, relations: connection, seq: data?.view.scenario.seq }
}
