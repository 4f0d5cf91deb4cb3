// What stands over and under every list of an answer.

import { useLanguage } from '../../i18n/language'
import styles from './Answer.module.css'

export function Heading({ title, count, more }: { title: string; count: number; more: boolean }) {
  const { t } = useLanguage()
  return (
    <header className={styles.heading}>
      <h2>{title}</h2>
      <p>{t(more ? 'answer.countMore' : 'answer.count', { count })}</p>
    </header>
  )
}

export function MoreButton({ more }: { more: () => void }) {
  const { t } = useLanguage()
  return (
    <p className={styles.more}>
      <button type="button" onClick={more}>
        {t('answer.more')}
      </button>
    </p>
  )
}

interface Search {
  readonly complete: boolean
  readonly reachedBound: string | null
}

export function SearchNote({ search }: { search: Search }) {
  const { t } = useLanguage()
  if (search.complete) return null
  return <p className={styles.note}>{t('answer.incomplete', { bound: search.reachedBound ?? '' })}</p>
}
