// Where the page was read from, asked at first; what follows from there is loaded behind it.

import { lazy, Suspense } from 'react'

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { PositionDocument } from '../../gql/graphql'
import { useTaken } from './taken'

const LiveNote = lazy(() => import('./LiveNote'))

/** Nothing where the store is seen as it was known at an instant: to that, nothing comes. */
export function Live() {
  const [{ knownAt }] = useAddress()
  const { data } = useAnswer(PositionDocument, {})
  const taken = useTaken()
  const seq = data?.service.seq
  if (knownAt || seq === undefined) return null
  return (
    <Suspense fallback={null}>
      <LiveNote behind={taken !== undefined && BigInt(taken) > BigInt(seq) ? taken : seq} />
    </Suspense>
  )
}
