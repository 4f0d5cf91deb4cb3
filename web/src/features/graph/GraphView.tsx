// The selection as a graph, with its legend, its tools and its text.

import type { Core } from 'cytoscape'
import { useMemo, useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { kindsOf } from '../../api/words'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { bounded, without } from '../../subgraph/subgraph'
import { useHands } from '../../subgraph/use_hands'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { AsText } from './AsText'
import { Canvas, fit } from './Canvas'
import { elements } from './elements'
import styles from './Graph.module.css'
import { Keys } from './Keys'
import { Legend } from './Legend'
import { More } from './More'
import { printPng, printSvg } from './print'
import { EntityTools } from './Tools'
import { usePlaces } from './use_places'

export default function GraphView() {
  const { t, intl } = useLanguage()
  const [{ pick }, go] = useAddress()
  const selection = useSubgraph()
  const { subgraph: selected, shape, partly, loading, stale, error, again } = selection
  const hands = useHands()
  const [room, setRoom] = useState<HTMLDivElement | null>(null)
  const drawing = useRef<Core | undefined>(undefined)

  const whole = useMemo(() => without(selected, hands.hidden), [selected, hands.hidden])
  const subgraph = useMemo(() => bounded(whole), [whole])
  const { places, move, ...arrangement } = usePlaces(subgraph, shape, hands, hands.pinned, stale, room)
  const drawn = useMemo(() => elements(subgraph, hands.leftOut, t, intl), [subgraph, hands.leftOut, t, intl])
  const kinds = useMemo(() => kindsOf([...subgraph.links.values()].map(({ tie }) => tie)), [subgraph])

  const canExpand = (key: string) => !hands.expanded.has(key) || partly.has(key)
  const expand = (key: string) => {
    if (canExpand(key)) hands.expand(key)
  }

  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton rows={3} />
  if (selected.entities.size === 0) {
    return (
      <Notice title={t('graph.empty')}>
        <p>{t('graph.emptyText')}</p>
      </Notice>
    )
  }
  const withDrawing = (does: (ready: Core) => unknown) => () => void (drawing.current && does(drawing.current))
  return (
    <figure className={styles.graph} aria-busy={stale}>
      <Keys subgraph={subgraph} places={places} expand={expand} room={setRoom}>
        {room && (
          <Canvas
            elements={drawn}
            of={`${arrangement.question} ${arrangement.arranged}`}
            places={places}
            pinned={hands.pinned}
            picked={pick?.type === 'entity' ? pick.key : pick?.type === 'relation' ? `relation:${pick.key}` : undefined}
            label={t('graph.label', { entities: subgraph.entities.size, relations: subgraph.links.size })}
            onPick={(type, key) => go({ pick: { type, key } })}
            onExpand={expand}
            onMove={move}
            onReady={(ready) => (drawing.current = ready)}
          />
        )}
      </Keys>
      <AsText subgraph={subgraph} />
      <figcaption className={styles.caption}>
        <Legend kinds={kinds} hidden={hands.leftOut} toggle={hands.toggleKind} />
        <EntityTools
          hands={hands}
          expand={expand}
          canExpand={canExpand}
          entity={pick?.type === 'entity' ? subgraph.entities.get(pick.key) : undefined}
          name={(key) => subgraph.entities.get(key)?.name ?? key}
        />
        <span className={styles.tools}>
          <More whole={whole} pages={selection} />
          {hands.hidden.size > 0 && <button type="button" className="button" onClick={hands.unhide}>{t('graph.unhide', { count: hands.hidden.size })}</button>}
          <button type="button" className="button" onClick={hands.arrange}>{t('graph.anew')}</button>
          <button type="button" className="button" onClick={withDrawing(fit)}>{t('graph.fit')}</button>
          <button type="button" className="button" onClick={withDrawing(printPng)}>{t('graph.png')}</button>
          <button type="button" className="button" onClick={withDrawing(printSvg)}>{t('graph.svg')}</button>
        </span>
      </figcaption>
    </figure>
  )
}
