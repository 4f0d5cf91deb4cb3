// An entity and all that touches it.

import { useState } from 'react'

import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { NeighbourhoodDocument } from '../../gql/graphql'

const PAGE = 40

export function useNeighbourhood(of: string | undefined) {
  const [first, setFirst] = useState(PAGE)
  const { data, ...state } = useAnswer(NeighbourhoodDocument, { ...useView(), of: of ?? '', first }, { pause: !of })
  return { ...state, entity: data?.view.scenario.entity ?? undefined, missing: data?.view.scenario.entity === null, more: () => setFirst((shown) => shown + PAGE) }
}
