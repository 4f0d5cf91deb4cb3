// One chokepoint: what it is, and what breaks without it.

import { figureText } from '../../api/figure'
import { Bar } from '../../design/Bar'
import { EntityChip } from '../../design/EntityChip'
import { useLanguage } from '../../i18n/language'
import answer from '../answer/Answer.module.css'
import { TieChip } from '../answer/TieChip'
import { useChanges } from '../scenario/use_changes'
import type { Chokepoint } from './ChokepointsAnswer'
import styles from './Chokepoints.module.css'

export function ChokepointRow({ chokepoint }: { chokepoint: Chokepoint }) {
  const { t, intl } = useLanguage()
  const { suppose } = useChanges()
  const { entity, relation, lost, pathShare, essential, suppliersLost, figuresBroken } = chokepoint
  const key = entity?.key ?? relation?.key
  return (
    <li className={answer.row}>
      <div className={styles.head}>
        {entity && <EntityChip entity={entity} strong />}
        {relation && (
          <span className={answer.tie}>
            <EntityChip entity={relation.from} />
            <TieChip tie={relation} />
            <EntityChip entity={relation.to} />
          </span>
        )}
        <strong>{essential ? t('chokepoints.essential') : t('chokepoints.paths', { share: intl.formatNumber(Number(pathShare)) })}</strong>
      </div>
      <Bar value={Number(pathShare)} />
      <div className={styles.lost}>
        <span>{t('chokepoints.lost', { count: lost })}</span>
        {suppliersLost.edges.map(({ node }) => (
          <EntityChip key={node.key} entity={node} />
        ))}
      </div>
      {figuresBroken.slice(0, 3).map(({ figure, relations, of }, place) => (
        // In the order of the answer, and without keys of their own.
        <p key={place} className={answer.faint}>
          {t('chokepoints.figures', { figure: figureText(figure, intl), metric: t(`metric.${figure.metric}`), relations, of })}
        </p>
      ))}
      {key && (
        <p>
          <button type="button" className={styles.without} onClick={() => suppose({ remove: key })}>
            {t('chokepoints.without')}
          </button>
        </p>
      )}
    </li>
  )
}
