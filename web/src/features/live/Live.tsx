// What comes in behind that which is shown; loaded when there is something.

import { Suspense } from 'react'

import { useAddress } from '../../address/use_address'
import { Boundary } from '../../design/Boundary'
import { later } from '../../design/later'
import { useLanguage } from '../../i18n/language'
import { useSubgraph } from '../../subgraph/use_subgraph'
import styles from './Live.module.css'
import { NotFollowed } from './NotFollowed'

const LiveNote = later(() => import('./LiveNote'))
const LiveDocuments = later(() => import('./LiveDocuments'))

/** Nothing where the store is seen as it was known at an instant: to that, nothing comes. */
export function Live() {
  const { t } = useLanguage()
  const [{ knownAt, tab }] = useAddress()
  const { seq } = useSubgraph()
  if (knownAt || seq === undefined) return null
  return (
    <Boundary
      instead={(again) => (
        <div className={styles.live} role="status">
          <NotFollowed word={t('fault.pageAgain')} act={again} />
        </div>
      )}
    >
      <Suspense fallback={null}>{tab === 'documents' ? <LiveDocuments /> : <LiveNote shown={seq} />}</Suspense>
    </Boundary>
  )
}
