// The kinds of relation that are drawn, by line; each can be left out.

import { DASHES } from '../../design/dashes'
import type { RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Graph.module.css'

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
          <svg className={styles.sample} viewBox="0 0 24 4" aria-hidden="true">
            <line x1={0} x2={24} y1={2} y2={2} strokeDasharray={DASHES[kind].join(' ')} />
          </svg>
          {t(`kinds.${kind}`)}
        </button>
      ))}
    </div>
  )
}
