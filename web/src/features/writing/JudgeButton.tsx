// The way to a judgement; its form is loaded when it is asked for.

import { Suspense, useState } from 'react'

import { later } from '../../design/later'
import { useLanguage } from '../../i18n/language'
import type { Judgement } from './Judge'
import styles from './Writing.module.css'

const Judge = later(() => import('./Judge'))

export function JudgeButton({ judgement }: { judgement: Judgement }) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  const what = 'retract' in judgement ? 'retract' : 'split' in judgement ? 'split' : 'strike'
  if (!open) {
    return (
      <button type="button" className={styles.quiet} onClick={() => setOpen(true)}>
        {t(`writing.${what}.this`)}
      </button>
    )
  }
  return (
    <Suspense fallback={null}>
      <Judge judgement={judgement} close={() => setOpen(false)} />
    </Suspense>
  )
}
