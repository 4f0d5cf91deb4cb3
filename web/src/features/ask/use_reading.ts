// Words that stand alone in the address are read by the server: what they come to takes their place, else it says why not.

import { useEffect, useMemo } from 'react'

import { go, useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useDates } from '../../api/use_view'
import { ReadDocument } from '../../gql/graphql'
import { addressOf } from './reading'

/** Once for the page: a window that shows another view than the answer has them read too. */
export function useUnderstanding() {
  const { words, found } = useRead()
  useEffect(() => {
    if (found) go({ words, ...found }, 'replace')
  }, [found, words])
}

export function useReading() {
  const { alone, answered, answer, found } = useRead()
  return { answer: found ? undefined : answer, error: alone ? answered.error : undefined, again: answered.again }
}

function useRead() {
  const [{ words, question }] = useAddress()
  const alone = words !== '' && question === undefined
  const answered = useAnswer(ReadDocument, { ...useDates(), question: words.slice(0, 300) }, { pause: !alone })
  const answer = alone && !answered.stale ? answered.data?.view.ask : undefined
  const found = useMemo(() => (answer?.understood && answer.reading ? addressOf(answer.reading, answer.variables) : undefined), [answer])
  return { words, alone, answered, answer, found }
}
