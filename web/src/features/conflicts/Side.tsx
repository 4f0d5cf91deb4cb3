// One of the claims of a conflict, as a column.

import { figureText, periodText } from '../../api/figure'
import { useLanguage } from '../../i18n/language'
import type { Conflict } from './ConflictsAnswer'
import styles from './Conflicts.module.css'

export function Side({ side: { claim, measure, status, outrankedBy } }: { side: Conflict['sides'][number] }) {
  const { t, intl } = useLanguage()
  const source = claim.evidence[0]
  return (
    <li className={styles.side} data-first={outrankedBy === null}>
      <strong>{measure ? figureText(measure, intl) : status ? t(`status.${status}`) : '–'}</strong>
      <small>{[measure && (periodText(measure.period) || t('evidence.unknownPeriod')), measure?.basis].filter(Boolean).join(' · ')}</small>
      <p>{claim.statement}</p>
      <small>
        {[t(`mode.${claim.mode}`), claim.saidBy.length > 0 && intl.formatList(claim.saidBy.map(({ name }) => name), { type: 'disjunction' })].filter(Boolean).join(' · ')}
      </small>
      {source && (
        <small>
          {[source.document.publisher?.name ?? source.document.title, source.document.published, source.locator].filter(Boolean).join(', ')}
        </small>
      )}
      <em>{outrankedBy === null ? t('conflicts.first') : t(`conflicts.by.${outrankedBy}`)}</em>
    </li>
  )
}

export function Computed({ figure }: { figure: Conflict['computed'][number] }) {
  const { t, intl } = useLanguage()
  return (
    <li className={styles.side}>
      <strong>{figureText(figure, intl)}</strong>
      <small>{[periodText(figure.period), figure.basis].filter(Boolean).join(' · ')}</small>
      <em>
        {t('conflicts.computed')}, {t('conflicts.computedFrom', { count: figure.claims.length })}
      </em>
    </li>
  )
}
