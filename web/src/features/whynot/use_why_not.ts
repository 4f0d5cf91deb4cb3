// Why one does not supply another, as the question has it.

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { WhyNotDocument } from '../../gql/graphql'
import { hops } from '../answer/use_supply'

export function useWhyNot({ parts: { from = '', to = '', commodity, maxHops } }: Question, pause = false) {
  return useAnswer(WhyNotDocument, { ...useView(), from, to, commodity, maxHops: hops(maxHops, 6) }, { pause })
}
