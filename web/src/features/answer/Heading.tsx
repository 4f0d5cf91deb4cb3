// What stands over and under every list of an answer.

import type { CombinedError } from 'urql'

import type { Asked } from '../../api/use_answer'
import { FaultNotice } from '../../design/Notice'
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

interface MoreProps {
  more: () => void
  /** They are on their way, or did not come. */
  gathering?: boolean
  lost?: CombinedError | undefined
  label?: string
}

/** As many more as a page holds, or as its label says. */
export function MoreButton({ more, gathering = false, lost, label }: MoreProps) {
  const { t } = useLanguage()
  if (lost) return <FaultNotice error={lost} again={more} />
  return (
    <p className={styles.more} aria-busy={gathering}>
      <button type="button" className="button" aria-disabled={gathering} onClick={() => gathering || more()}>
        {gathering ? t('answer.moreComing') : (label ?? t('answer.more'))}
      </button>
    </p>
  )
}

interface Search {
  readonly complete: boolean
  readonly reachedBound: string | null
}

const BOUNDS = ['relations', 'steps', 'answers', 'groups', 'time'] as const

export function SearchNote({ search }: { search: Search }) {
  const { t } = useLanguage()
  if (search.complete) return null
  const bound = BOUNDS.find((known) => known === search.reachedBound)
  return <p className={styles.note}>{t('answer.incomplete', { bound: bound ? t(`bound.${bound}`) : (search.reachedBound ?? '') })}</p>
}
