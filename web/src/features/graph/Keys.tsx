// The drawing by keyboard: arrow keys lead from entity to entity, Enter opens one up.

import type { KeyboardEvent, ReactNode, Ref } from 'react'

import { useAddress } from '../../address/use_address'
import { useLanguage } from '../../i18n/language'
import type { Subgraph } from '../../subgraph/subgraph'
import styles from './Graph.module.css'
import type { Place } from './layers'
import { nearest } from './nearest'

interface Props {
  subgraph: Subgraph
  places: ReadonlyMap<string, Place>
  expand: (key: string) => void
  /** The room that is drawn in. */
  room: Ref<HTMLDivElement>
  children: ReactNode
}

export function Keys({ subgraph, places, expand, room, children }: Props) {
  const { t } = useLanguage()
  const [{ pick }, go] = useAddress()
  const entity = pick?.type === 'entity' ? subgraph.entities.get(pick.key) : undefined
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && entity) return expand(entity.key)
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const shown = new Map([...subgraph.entities.keys()].flatMap((key) => (places.has(key) ? [[key, places.get(key) as Place] as const] : [])))
    const from = entity && shown.get(entity.key)
    const key = from ? nearest(shown, from, event.key) : (subgraph.focus.find((asked) => shown.has(asked)) ?? [...shown.keys()][0])
    if (key) go({ pick: { type: 'entity', key } }, pick ? 'replace' : 'push')
  }
  return (
    <div ref={room} className={styles.keys} role="group" aria-label={t('graph.keys')} tabIndex={0} onKeyDown={press}>
      {children}
      <span className="visually-hidden" aria-live="polite">
        {entity?.name}
      </span>
    </div>
  )
}
