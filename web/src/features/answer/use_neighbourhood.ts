// An entity and all that touches it.

import { useAnswer } from '../../api/use_answer'
import { usePage } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { NeighbourhoodDocument } from '../../gql/graphql'

export function useNeighbourhood(of: string | undefined) {
  const [first, more] = usePage(JSON.stringify(['around', of]))
  const { data, ...state } = useAnswer(NeighbourhoodDocument, { ...useView(), of: of ?? '', first }, { pause: !of })
  return { ...state, entity: data?.view.scenario.entity ?? undefined, missing: data?.view.scenario.entity === null, more }
}
