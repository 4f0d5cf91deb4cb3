// An entity by its name: a press selects it.

import { useAddress } from '../address/use_address'
import type { NameFragment } from '../gql/graphql'
import { useLanguage } from '../i18n/language'
import styles from './EntityChip.module.css'
import { Sign } from './Sign'

interface Props {
  entity: NameFragment
  /** The one that the question is about. */
  strong?: boolean
}

export function EntityChip({ entity, strong }: Props) {
  const [{ pick }, go] = useAddress()
  const { t } = useLanguage()
  const picked = pick?.type === 'entity' && pick.key === entity.key
  return (
    <button
      type="button"
      className={[styles.chip, strong && styles.strong, picked && styles.picked].filter(Boolean).join(' ')}
      aria-pressed={picked}
      title={t(`entity.${entity.kind}`)}
      onClick={() => go({ pick: { type: 'entity', key: entity.key } })}
    >
      <Sign name={`entity-${entity.kind}`} />
      <span>{entity.name}</span>
    </button>
  )
}
