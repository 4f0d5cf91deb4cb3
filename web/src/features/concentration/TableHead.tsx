// Which figures an answer rests on: whose, of what, over which period.

import { periodText } from '../../api/figure'
import type { TableFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Concentration.module.css'

interface Props {
  table: TableFragment
  /** Whether it says over which period; not where several stand below it. */
  dated?: boolean
}

export function TableHead({ table, dated = true }: Props) {
  const { t, intl } = useLanguage()
  const { source } = table
  const scope = [
    t(`metric.${table.metric}`),
    table.basis,
    table.commodity?.name,
    table.stage && t(`stage.${table.stage}`),
    dated && (periodText(table.period) || t('evidence.unknownPeriod')),
  ]
  return (
    <header className={styles.head}>
      <h3>{t('concentration.source', { source: source.publisher?.name ?? source.document?.title ?? '–' })}</h3>
      <p>
        {scope.filter(Boolean).join(' · ')}
        {source.saidBy.length > 0 && ` · ${t('concentration.said', { names: intl.formatList(source.saidBy.map(({ name }) => name), { type: 'disjunction' }) })}`}
      </p>
    </header>
  )
}
