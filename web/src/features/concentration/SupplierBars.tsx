// Suppliers by their share, the largest first: a press shows the evidence.

import { useAddress } from '../../address/use_address'
import { figureText } from '../../api/figure'
import { percentText } from '../../api/percent'
import { Bar } from '../../design/Bar'
import { EntityChip } from '../../design/EntityChip'
import { useLanguage } from '../../i18n/language'
import type { Result } from './ConcentrationAnswer'
import styles from './Concentration.module.css'

export function SupplierBars({ rows, count }: { rows: Result['suppliers']; count: number }) {
  const { t, intl } = useLanguage()
  const [, go] = useAddress()
  const number = (text: string | null | undefined) => (text ? Number(text) : undefined)
  return (
    <ol className={styles.bars}>
      {rows.map(({ entity, relation, figure, share }) => (
        <li key={relation.key}>
          <EntityChip entity={entity} />
          <button type="button" className={styles.figure} onClick={() => go({ pick: { type: 'relation', key: relation.key } })}>
            <strong>{share ? percentText(share, intl) : '–'}</strong>
            {/* The figure as printed, where it is not that share itself. */}
            {figure.unit !== '%' && <small>{figureText(figure, intl)}</small>}
          </button>
          <Bar value={number(share?.value)} low={number(share?.low)} high={number(share?.high)} />
        </li>
      ))}
      {count > rows.length && <li className={styles.more}>{t('concentration.more', { count: count - rows.length })}</li>}
    </ol>
  )
}
