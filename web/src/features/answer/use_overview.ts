// What is shown before anything is asked: the latest relations of all.

import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { OverviewDocument } from '../../gql/graphql'

// Lines without evidence are cheap, and a graph of half the news is none.
const PAGE = 80

export function useOverview(pause: boolean) {
  const { connection, ...state } = useConnection(OverviewDocument, { ...useView(), first: PAGE }, ({ view }) => view.scenario.relations, 'overview', pause)
  return { ...state, relations: connection }
}
