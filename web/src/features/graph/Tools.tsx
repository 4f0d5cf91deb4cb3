// What can be done with the graph, and with the entity that is selected.

import { useAddress } from '../../address/use_address'
import type { NameFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import type { useHands } from '../../subgraph/use_hands'
import { questionText } from '../ask/question_text'
import styles from './Graph.module.css'

interface Props {
  hands: ReturnType<typeof useHands>
  expand: (key: string) => void
  /** Whether there may be more around it than what is shown. */
  canExpand: (key: string) => boolean
  entity: NameFragment | undefined
  name: (key: string) => string
}

/** For the entity that is selected. */
export function EntityTools({ hands, expand, canExpand, entity, name }: Props) {
  const { t } = useLanguage()
  const [, go] = useAddress()
  if (!entity) return null
  const { key } = entity
  const { start } = hands
  const path = () => {
    if (!start || start === key) return hands.startAt(start ? undefined : key)
    const question = { kind: 'paths', parts: { from: start, to: key } } as const
    hands.startAt(undefined)
    go({ question, words: questionText(question, t, name) })
  }
  return (
    <span className={`${styles.tools} ${styles.selected}`} role="group" aria-label={t('graph.with', { name: entity.name })}>
      <button type="button" className="button" disabled={!canExpand(key)} onClick={() => expand(key)}>
        {t(hands.expanded.has(key) && canExpand(key) ? 'graph.further' : 'graph.expand')}
      </button>
      <button type="button" className="button" onClick={() => hands.hide(key)}>{t('graph.hide')}</button>
      <button type="button" className="button" aria-pressed={hands.pinned.has(key)} onClick={() => hands.togglePin(key)}>
        {t(hands.pinned.has(key) ? 'graph.unpin' : 'graph.pin')}
      </button>
      <button type="button" className="button" aria-pressed={start === key} onClick={path}>
        {start && start !== key ? t('graph.pathTo', { name: name(start) }) : t('graph.pathFrom')}
      </button>
    </span>
  )
}
