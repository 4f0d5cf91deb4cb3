// The kinds of relation that are drawn, by line; each can be left out.

import type { RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Graph.module.css'
import { DASHES } from './style'

interface Props {
  kinds: readonly RelationKind[]
  hidden: ReadonlySet<string>
  toggle: (kind: RelationKind) => void
}

export function Legend({ kinds, hidden, toggle }: Props) {
  const { t } = useLanguage()
  return (
    <div className={styles.legend} role="group" aria-label={t('graph.legend')}>
      {kinds.map((kind) => (
        <button key={kind} type="button" aria-pressed={!hidden.has(kind)} data-kind={kind} onClick={() => toggle(kind)}>
          <span className={`${styles.sample} ${styles[DASHES[kind]]}`} aria-hidden="true" />
          {t(`kinds.${kind}`)}
        </button>
      ))}
    </div>
  )
}
