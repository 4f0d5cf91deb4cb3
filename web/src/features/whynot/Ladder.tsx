// A way that is none: its steps under each other, each with what is in the way there.

import { reading } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { EntityChip } from '../../design/EntityChip'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { TieChip } from '../answer/TieChip'
import type { Miss } from './WhyNotAnswer'
import styles from './WhyNot.module.css'

export function Ladder({ miss }: { miss: Miss }) {
  const { t } = useLanguage()
  return (
    <li className={styles.miss}>
      <p className={styles.count}>{t('whynot.miss', { count: miss.obstacles.length })}</p>
      <ol className={styles.rungs}>
        {miss.hops.map((hop) => (
          <li key={hop.relation.key} data-clear={hop.obstacles.length === 0}>
            <div className={styles.rung}>
              <EntityChip entity={hop.from} />
              <TieChip tie={hop.relation} reversed={hop.reversed} statusless />
              <EntityChip entity={hop.to} />
            </div>
            {hop.obstacles.length === 0 ? (
              <p className={styles.clear}>
                <Sign name="access-OPEN" /> {t('whynot.holds')}
              </p>
            ) : (
              <ul>
                {hop.obstacles.map((obstacle, place) => (
                  // The obstacles of a step are of different kinds, in the order of the answer.
                  <ObstacleLine key={place} obstacle={obstacle} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </li>
  )
}

function ObstacleLine({ obstacle: { kind, when, recordedAt, claim, restriction, entity, stage, behind } }: { obstacle: Miss['hops'][number]['obstacles'][number] }) {
  const { t } = useLanguage()
  const [{ options }, go] = useAddress()
  const since = when ?? recordedAt?.slice(0, 10)
  const source = claim?.evidence[0]?.document
  return (
    <li className={styles.obstacle}>
      <p>
        <Sign name="access-BLOCKED" /> <b>{t(`whynot.${kind}`)}</b>
        {since && ` ${t('whynot.since', { when: since })}`}
        {stage && behind && `: ${t(`stage.${behind}`)} → ${t(`stage.${stage}`)}`}
        {entity && <EntityChip entity={entity} />}
      </p>
      {restriction && (
        <div className={styles.rung}>
          <EntityChip entity={restriction.from} />
          <TieChip tie={restriction} />
          <EntityChip entity={restriction.to} />
        </div>
      )}
      {claim && (
        <p className={styles.claim}>
          {claim.statement}
          {source && (
            <button type="button" onClick={() => go(reading(options, source.key))}>
              <Sign name="document" /> {source.title}
            </button>
          )}
        </p>
      )}
    </li>
  )
}
