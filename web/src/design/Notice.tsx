// What stands where nothing else can: nothing found, a fault and what to do about it.

import type { ReactNode } from 'react'
import type { CombinedError } from 'urql'

import { faultOf } from '../api/fault'
import { begin } from '../features/writing/desk'
import { useLanguage } from '../i18n/language'
import styles from './Notice.module.css'

export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  )
}

export function FaultNotice({ error, again }: { error: CombinedError; again?: () => void }) {
  const { t } = useLanguage()
  const { code, message, hint } = faultOf(error)
  const title = code === 'NETWORK' ? t('fault.network') : code === 'NOT_FOUND' ? t('fault.notFound') : t('fault.other')
  return (
    <div className={`${styles.notice} ${styles.fault}`} role="alert">
      <p className={styles.title}>{title}</p>
      {code === 'NETWORK' ? <p>{t('fault.networkHint')}</p> : <p lang="en">{message}</p>}
      {hint && <p className={styles.hint} lang="en">{hint}</p>}
      {code === 'UNAUTHENTICATED' && (
        <button type="button" className={styles.again} onClick={() => begin('session')}>
          {t('fault.signIn')}
        </button>
      )}
      {again && (
        <button type="button" className="button" onClick={again}>
          {t('fault.again')}
        </button>
      )}
    </div>
  )
}
