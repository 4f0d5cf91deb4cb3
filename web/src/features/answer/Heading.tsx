// What stands over and under every list of an answer.

import type { Asked } from '../../api/use_answer'
import type { Pages } from '../../api/use_connection'
import { NextPage } from '../../design/NextPage'
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

interface MoreProps extends Pages {
  label?: string
}

/** As many more as a page holds, or as its label says. */
export function MoreButton({ label, ...pages }: MoreProps) {
  const { t } = useLanguage()
  if (pages.lost) return <FaultNotice error={pages.lost} again={pages.more} />
  return (
    <p className={styles.more} aria-busy={pages.gathering}>
      <NextPage {...pages} label={label ?? t('answer.more')} />
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
