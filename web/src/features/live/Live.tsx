// What comes in behind that which is shown; loaded when there is something.

import { lazy, Suspense } from 'react'

import { useAddress } from '../../address/use_address'
import { useSubgraph } from '../../subgraph/use_subgraph'

const LiveNote = lazy(() => import('./LiveNote'))
const LiveDocuments = lazy(() => import('./LiveDocuments'))

/** Nothing where the store is seen as it was known at an instant: to that, nothing comes. */
export function Live() {
  const [{ knownAt, tab }] = useAddress()
  const { seq } = useSubgraph()
  if (knownAt || seq === undefined) return null
  return <Suspense fallback={null}>{tab === 'documents' ? <LiveDocuments /> : <LiveNote shown={seq} />}</Suspense>
}
