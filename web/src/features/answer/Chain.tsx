// A path as an ordered strip of chips, from where goods come to where they go; then what crosses it.

import { EntityChip } from '../../design/EntityChip'
import type { ChainFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Chain.module.css'
import { TieChip } from './TieChip'

export function Chain({ path }: { path: ChainFragment }) {
  const { t } = useLanguage()
  const crossing = new Map(path.hops.flatMap((hop) => hop.restrictions.map((tie) => [tie.key, tie] as const)))
  const start = path.hops[0]?.from
  return (
    <div className={styles.chain}>
      <ol className={styles.strip}>
        {start && (
          <li>
            <EntityChip entity={start} />
          </li>
        )}
        {path.hops.map((hop) => (
          <li key={hop.relation.key} className={styles.hop}>
            <TieChip tie={hop.relation} reversed={hop.reversed} standing={hop.standing} access={hop.access} />
            <EntityChip entity={hop.to} />
          </li>
        ))}
      </ol>
      {crossing.size > 0 && (
        <p className={styles.crossing}>
          <span>{t('answer.crossedBy')}</span>
          {[...crossing.values()].map((tie) => (
            <span key={tie.key} className={styles.restriction}>
              <EntityChip entity={tie.from} />
              <TieChip tie={tie} />
              <EntityChip entity={tie.to} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
