// Where claims are written; the form is loaded when the first is begun.

import { lazy, Suspense } from 'react'

import { useLanguage } from '../../i18n/language'
import { begin, useBegun, type Begun } from './desk'
import styles from './Writing.module.css'

const ClaimDialog = lazy(() => import('./ClaimDialog'))

export function Writing() {
  const begun = useBegun()
  return begun && (
    <Suspense fallback={null}>
      <ClaimDialog begun={begun} />
    </Suspense>
  )
}

/** Begins a claim of which this is known. */
export function WriteButton({ begun }: { begun: Begun }) {
  const { t } = useLanguage()
  return (
    <button type="button" className={styles.write} onClick={() => begin(begun)}>
      {t('writing.write')}
    </button>
  )
}
