// What happened, as the answer to a question that asks for it.

import type { Question } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { FaultNotice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { EntityAnswer } from '../answer/EntityAnswer'
import { Moments } from './Moments'
import { SORTS } from './moments'
import styles from './Timeline.module.css'
import { useNamed } from './use_subject'
import { useTimeline } from './use_timeline'

const ALL = new Set(SORTS)

/** Beside the timeline itself, which tells the same, stands what surrounds whom it is about. */
export default function TimelineAnswer({ question }: { question: Question }) {
  const [{ tab }] = useAddress()
  const { about } = question.parts
  return tab === 'timeline' && about ? <EntityAnswer question={{ kind: 'entity', parts: { of: about } }} /> : <Told about={about} />
}

function Told({ about }: { about: string | undefined }) {
  const { t } = useLanguage()
  const named = useNamed(about ? [about] : [])
  const { told, hasMore, search, loading, stale, error, again, ...pages } = useTimeline(about, ALL)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton />
  return (
    <div aria-busy={stale}>
      <h2 className={styles.title}>{t('timeline.title', { name: named(about ?? '') })}</h2>
      <Moments told={told} hasMore={hasMore} pages={pages} search={search} about={about ?? ''} />
    </div>
  )
}
