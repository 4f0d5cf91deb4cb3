// What is shown before anything is asked: the latest relations of all.

import { useAnswer } from '../../api/use_answer'
import { usePage } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { OverviewDocument } from '../../gql/graphql'

export function useOverview(pause: boolean) {
  const [first, more] = usePage('overview', 80)
  const { data, ...state } = useAnswer(OverviewDocument, { ...useView(), first }, { pause })
  return { ...state, relations: data?.view.scenario.relations, more }
}
