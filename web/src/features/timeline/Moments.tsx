// The moments as a list, the date at the left as precise as it is known.

import type { IntlShape } from '@formatjs/intl'

import type { Pages } from '../../api/use_connection'
import { Notice } from '../../design/Notice'
import { useLanguage } from '../../i18n/language'
import { MoreButton, SearchNote } from '../answer/Heading'
import { dayOf } from '../dates/days'
import { MomentLine } from './MomentLine'
import type { Moment } from './moments'
import { precisionOf, span } from './placing'
import styles from './Timeline.module.css'

interface Props {
  told: readonly Moment[]
  hasMore: boolean
  pages: Pages
  search: { readonly complete: boolean; readonly reachedBound: string | null } | undefined
  about: string
}

export function Moments({ told, hasMore, pages, search, about }: Props) {
  const { t, intl } = useLanguage()
  return (
    <>
      <p className={styles.count} role="status">
        {t(hasMore ? 'timeline.countMore' : 'timeline.count', { count: told.length })}
      </p>
      {told.length === 0 && !hasMore && (
        <Notice title={t('timeline.none')}>
          <p>{t('timeline.noneText')}</p>
        </Notice>
      )}
      <ol className={styles.moments}>
        {told.map((moment, place) => (
          <li key={moment.key} data-first={moment.date !== told[place - 1]?.date}>
            <time className={styles.date} dateTime={moment.date}>
              {moment.date === told[place - 1]?.date ? <span className="visually-hidden">{dateText(moment.date, intl)}</span> : <Written date={moment.date} />}
            </time>
            <MomentLine moment={moment} about={about} />
          </li>
        ))}
      </ol>
      {hasMore && <MoreButton {...pages} />}
      {search && <SearchNote search={search} />}
    </>
  )
}

function Written({ date }: { date: string }) {
  const { t, intl } = useLanguage()
  return (
    <>
      {precisionOf(date) !== 'day' && <small>{t('timeline.sometime')} </small>}
      {dateText(date, intl)}
    </>
  )
}

function dateText(date: string, intl: IntlShape<string>): string {
  const first = new Date(`${dayOf(span(date)[0])}T00:00:00Z`)
  switch (precisionOf(date)) {
    case 'year':
      return intl.formatDate(first, { year: 'numeric', timeZone: 'UTC' })
    case 'month':
      return intl.formatDate(first, { year: 'numeric', month: 'short', timeZone: 'UTC' })
    case 'day':
      return intl.formatDate(first, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' })
  }
}
