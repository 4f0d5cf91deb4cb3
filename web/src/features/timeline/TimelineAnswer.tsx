// What happened, as the answer to a question that asks for it.

import type { Question } from '../../address/question'
import { FaultNotice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { Moments } from './Moments'
import { SORTS } from './moments'
import styles from './Timeline.module.css'
import { useNamed } from './use_subject'
import { useTimeline } from './use_timeline'

const ALL = new Set(SORTS)

export default function TimelineAnswer({ question: { parts } }: { question: Question }) {
  const { t } = useLanguage()
  const about = parts.about
  const named = useNamed(about ? [about] : [])
  const { told, hasMore, search, more, loading, stale, error, again } = useTimeline(about, ALL)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton />
  return (
    <div aria-busy={stale}>
      <h2 className={styles.title}>{t('timeline.title', { name: named(about ?? '') })}</h2>
      <Moments told={told} hasMore={hasMore} more={more} search={search} about={about ?? ''} />
    </div>
  )
}
