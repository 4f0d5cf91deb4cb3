// The shape of an answer that is on its way.

import { useLanguage } from '../i18n/language'
import styles from './Skeleton.module.css'

export function Skeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useLanguage()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('app.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          <span className={styles.wide} />
          <span className={styles.narrow} />
        </div>
      ))}
    </div>
  )
}
