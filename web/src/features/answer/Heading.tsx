// What stands over and under every list of an answer.

import type { Asked } from '../../api/use_answer'
import { useLanguage } from '../../i18n/language'
import styles from './Answer.module.css'
import { AsGraphql } from './AsGraphql'

interface HeadingProps {
  title: string
  count: number
  /** Whether there is more than what is shown. */
  more: boolean
  /** What was asked for it. */
  asked: Asked
}

export function Heading({ title, count, more, asked }: HeadingProps) {
  const { t } = useLanguage()
  return (
    <header className={styles.heading}>
      <h2>{title}</h2>
      <p>
        {t(more ? 'answer.countMore' : 'answer.count', { count })} · <AsGraphql asked={asked} />
      </p>
    </header>
  )
}

/** As many more as a page holds, or as its label says. */
export function MoreButton({ more, label }: { more: () => void; label?: string }) {
  const { t } = useLanguage()
  return (
    <p className={styles.more}>
      <button type="button" className="button" onClick={more}>
        {label ?? t('answer.more')}
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
