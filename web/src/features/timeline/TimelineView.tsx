// What happened to what is asked of, or to what is selected: a strip of when, and the moments in order of date.

import { useMemo } from 'react'

import { withOptions, type Options } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { today } from '../dates/days'
import { Moments } from './Moments'
import { SORTS, type Sort } from './moments'
import { Strip } from './Strip'
import styles from './Timeline.module.css'
import { Tools } from './Tools'
import { useSubject } from './use_subject'
import { useTimeline } from './use_timeline'

export default function TimelineView() {
  const { t } = useLanguage()
  const [{ options, asOf }, go] = useAddress()
  const subject = useSubject()
  const shown = useMemo(() => new Set(SORTS.filter((sort) => !options.without?.split(',').includes(sort))), [options.without])
  const { told, hasMore, search, loading, stale, error, again, ...pages } = useTimeline(subject.key, shown)
  const set = (change: Options) => go({ options: withOptions(options, change) }, 'replace')
  const toggle = (sort: Sort) => {
    const left = SORTS.filter((other) => (other === sort ? shown.has(other) : !shown.has(other)))
    set({ without: left.join(',') })
  }
  if (!subject.key) {
    return (
      <Notice title={t('timeline.empty')}>
        <p>{t('timeline.emptyText')}</p>
      </Notice>
    )
  }
  return (
    <section className={styles.view} aria-label={t('timeline.title', { name: subject.name })}>
      <Tools subject={subject} shown={shown} toggle={toggle} set={set} />
      {error ? (
        <FaultNotice error={error} again={again} />
      ) : loading ? (
        <Skeleton />
      ) : (
        <div className={styles.told} data-stale={stale} aria-busy={stale} tabIndex={0} role="group" aria-label={t('timeline.title', { name: subject.name })}>
          <Strip told={told} on={asOf ?? today()} />
          <Moments told={told} hasMore={hasMore} pages={pages} search={search} about={subject.key} />
        </div>
      )}
    </section>
  )
}
