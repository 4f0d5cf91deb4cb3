// The paths between two entities, the firmest first.

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { usePage } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { PathsDocument } from '../../gql/graphql'
import { hops } from './use_supply'

export function usePaths({ parts }: Question, pause = false) {
  const [first, more] = usePage(JSON.stringify(['paths', parts]))
  const { data, ...state } = useAnswer(
    PathsDocument,
    {
      ...useView(),
      from: parts.from ?? '',
      to: parts.to ?? '',
      commodity: parts.commodity,
      maxHops: hops(parts.maxHops, 6),
      first,
    },
    { pause },
  )
  return { ...state, view: data?.view.scenario, more }
}
