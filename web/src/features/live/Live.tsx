// What comes in behind that which is shown; loaded when there is something.

import { Suspense } from 'react'

import { useAddress } from '../../address/use_address'
import { Boundary } from '../../design/Boundary'
import { later } from '../../design/later'
import { useLanguage } from '../../i18n/language'
import { useSubgraph } from '../../subgraph/use_subgraph'
import styles from './Live.module.css'

const LiveNote = later(() => import('./LiveNote'))
const LiveDocuments = later(() => import('./LiveDocuments'))

/** Nothing where the store is seen as it was known at an instant: to that, nothing comes. */
export function Live() {
  const [{ knownAt, tab }] = useAddress()
  const { seq } = useSubgraph()
  if (knownAt || seq === undefined) return null
  return (
    <Boundary instead={(again) => <NotLoaded again={again} />}>
      <Suspense fallback={null}>{tab === 'documents' ? <LiveDocuments /> : <LiveNote shown={seq} />}</Suspense>
    </Boundary>
  )
}

function NotLoaded({ again }: { again: () => void }) {
  const { t } = useLanguage()
  return (
    <div className={styles.live} role="status">
      <span className={styles.lost}>{t('live.notFollowed')}</span>
      <button type="button" className="button" onClick={again}>
        {t('fault.pageAgain')}
      </button>
    </div>
  )
}
