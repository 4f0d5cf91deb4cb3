// Where claims are written; the form is loaded when the first is begun.

import { lazy, Suspense } from 'react'

import { useLanguage } from '../../i18n/language'
import { begin, useBegun, type Begun, type Pair } from './desk'
import styles from './Writing.module.css'

const ClaimDialog = lazy(() => import('./ClaimDialog'))
const MergeDialog = lazy(() => import('./MergeDialog'))

export function Writing() {
  const begun = useBegun()
  return begun && (
    <Suspense fallback={null}>
      {'claim' in begun ? <ClaimDialog begun={begun.claim} /> : <MergeDialog pair={begun.merge} />}
    </Suspense>
  )
}

/** Begins a claim of which this is known. */
export function WriteButton({ begun }: { begun: Begun }) {
  const { t } = useLanguage()
  return (
    <button type="button" className={styles.write} onClick={() => begin({ claim: begun })}>
      {t('writing.write')}
    </button>
  )
}

/** Begins to judge whether two entities are one. */
export function MergeButton({ pair }: { pair: Pair }) {
  const { t } = useLanguage()
  return (
    <button type="button" className={styles.write} onClick={() => begin({ merge: pair })}>
      {t('writing.mergeThis')}
    </button>
  )
}
