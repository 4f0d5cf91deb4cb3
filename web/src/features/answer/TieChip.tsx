// A relation as the link between two chips: its arrow points the way that goods flow; its dash says how firm it is.

import { useAddress } from '../../address/use_address'
import { Sign } from '../../design/Sign'
import type { Access, Standing, TieFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './TieChip.module.css'

interface Props {
  tie: TieFragment
  /** Goods flow against the relation. */
  reversed?: boolean
  standing?: Standing
  access?: Access
  /** Its status is told beside it. */
  statusless?: boolean
}

export function TieChip({ tie, reversed = false, standing, access, statusless = false }: Props) {
  const [{ pick }, go] = useAddress()
  const { t } = useLanguage()
  const picked = pick?.type === 'relation' && pick.key === tie.key
  const what = 'instrument' in tie ? t(`instrument.${tie.instrument}`) : t(reversed ? `against.${tie.kind}` : `kind.${tie.kind}`)
  return (
    <button
      type="button"
      className={[styles.tie, standing && styles[standing], picked && styles.picked].filter(Boolean).join(' ')}
      data-kind={tie.kind}
      aria-pressed={picked}
      onClick={() => go({ pick: { type: 'relation', key: tie.key } })}
    >
      <span className={styles.line} aria-hidden="true" />
      <span className={styles.word}>
        {what}
        {tie.status !== 'ACTIVE' && !statusless && <em> {t(`status.${tie.status}`)}</em>}
      </span>
      {access && access !== 'OPEN' && <Sign name={`access-${access}`} label={t(`access.${access}`)} />}
      {tie.disputed && <Sign name="disputed" label={t('evidence.disputed')} />}
      {tie.assumed && <Sign name="assumed" label={t('evidence.assumed')} />}
      <span className={`${styles.line} ${styles.head}`} aria-hidden="true" />
    </button>
  )
}
