// One period: what came in, what went out, and the difference, each with what it rests on.

import { figureText, figureValue, periodText } from '../../api/figure'
import { Bar } from '../../design/Bar'
import { PickLink } from '../../design/PickLink'
import type { TradedFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './NetTrade.module.css'
import { length, type Result } from './series'

interface Props {
  result: Result
  most: number
  /** Whether it says of which period it is. */
  dated: boolean
}

export function Balance({ result: { table, imports, exports, netImports }, most, dated }: Props) {
  const { t, intl } = useLanguage()
  const net = netImports && figureValue(netImports)
  return (
    <div className={styles.balance}>
      {dated && <h4>{periodText(table.period) || t('evidence.unknownPeriod')}</h4>}
      <Side title={t('nettrade.imports')} side={imports} most={most} />
      <Side title={t('nettrade.exports')} side={exports} most={most} />
      <p className={styles.net}>
        <span>{t(net === undefined || net === null ? 'nettrade.net' : net < 0 ? 'nettrade.netExporter' : 'nettrade.netImporter')}</span>
        <strong>{netImports ? figureText(netImports, intl) : t(imports && exports ? 'nettrade.noPeriod' : 'nettrade.gap')}</strong>
      </p>
    </div>
  )
}

function Side({ title, side, most }: { title: string; side: TradedFragment | null; most: number }) {
  const { t, intl } = useLanguage()
  if (!side) {
    return (
      <div className={styles.side} data-gap>
        <span>{title}</span>
        <em>{t('nettrade.missing')}</em>
        <span className={styles.gap} aria-hidden="true" />
      </div>
    )
  }
  const { figure, stated } = side
  const low = figure.low === null ? undefined : length(Number(figure.low), most)
  const high = figure.high === null ? undefined : length(Number(figure.high), most)
  return (
    <div className={styles.side}>
      <span>
        {title} <small>{t(stated ? 'nettrade.stated' : 'nettrade.sum')}</small>
      </span>
      <strong>{figureText(figure, intl)}</strong>
      <Bar value={length(figureValue(figure), most)} low={low} high={high} />
      <Claims claims={figure.claims} />
    </div>
  )
}

// A few are shown at once; a sum of many partners rests on many.
function Claims({ claims }: { claims: TradedFragment['figure']['claims'] }) {
  const { t } = useLanguage()
  return (
    <details className={styles.claims} open={claims.length <= 3}>
      <summary>{t('diff.claims', { count: claims.length })}</summary>
      <ul>
        {claims.map((claim) => {
          const [source] = claim.evidence
          const text = claim.statement
          return (
            <li key={claim.key}>
              {claim.about.__typename === 'Observation' ? text : <PickLink pick={{ type: 'relation', key: claim.about.relationKey }}>{text}</PickLink>}{' '}
              <small>{[t(`mode.${claim.mode}`), source && (source.document.publisher?.name ?? source.document.title)].filter(Boolean).join(' · ')}</small>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
