// What is shown before anything is asked: the latest relations of all.

import { useState } from 'react'

import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { OverviewDocument } from '../../gql/graphql'

const PAGE = 80

export function useOverview(pause: boolean) {
  const [first, setFirst] = useState(PAGE)
  const { data, ...state } = useAnswer(OverviewDocument, { ...useView(), first }, { pause })
  return { ...state, relations: data?.view.scenario.relations, more: () => setFirst((shown) => shown + PAGE / 2) }
}
