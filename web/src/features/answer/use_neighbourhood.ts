// An entity and all that touches it.

import { useMemo } from 'react'

import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { NeighbourhoodDocument } from '../../gql/graphql'

export function useNeighbourhood(of: string | undefined) {
  const variables = { ...useView(), of: of ?? '', first: PAGE }
  const what = JSON.stringify(['around', of])
  const { data, connection, ...state } = useConnection(NeighbourhoodDocument, variables, ({ view }) => view.scenario.entity?.relations, what, !of)
  const found = data?.view.scenario.entity
  const entity = useMemo(() => (found && connection ? { ...found, relations: connection } : undefined), [found, connection])
  return { ...state, entity, missing: found === null, seq: data?.view.scenario.seq }
}
