// The way to retract a claim; the form is loaded when it is asked for.

import { lazy, Suspense, useState } from 'react'

import { useLanguage } from '../../i18n/language'
import styles from './Writing.module.css'

const Retract = lazy(() => import('./Retract'))

export function RetractButton({ claim }: { claim: string }) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <p>
        <button type="button" className={styles.quiet} onClick={() => setOpen(true)}>
          {t('writing.retractThis')}
        </button>
      </p>
    )
  }
  return (
    <Suspense fallback={null}>
      <Retract claim={claim} close={() => setOpen(false)} />
    </Suspense>
  )
}
