// Which figures an answer rests on: whose, of what, over which period.

import { periodText } from '../../api/figure'
import type { TableFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Concentration.module.css'

export function TableHead({ table }: { table: TableFragment }) {
  const { t, intl } = useLanguage()
  const { source } = table
  const scope = [
    t(`metric.${table.metric}`),
    table.basis,
    table.commodity?.name,
    table.stage && t(`stage.${table.stage}`),
    periodText(table.period) || t('evidence.unknownPeriod'),
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
