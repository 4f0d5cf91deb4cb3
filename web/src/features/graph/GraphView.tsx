// The selection as a graph, with its legend, its tools and its text.

import type { Core } from 'cytoscape'
import { useMemo, useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { kindsOf } from '../../api/words'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { bounded, joined, without } from '../../subgraph/subgraph'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { AsText } from './AsText'
import { Canvas, fit } from './Canvas'
import { elements } from './elements'
import styles from './Graph.module.css'
import { Keys } from './Keys'
import { Legend } from './Legend'
import { printPng, printSvg } from './print'
import { EntityTools } from './Tools'
import { useExpanded } from './use_expanded'
import { useHands } from './use_hands'
import { usePlaces } from './use_places'

const MOST = 300

export default function GraphView() {
  const { t, intl } = useLanguage()
  const [{ pick, question }, go] = useAddress()
  const { subgraph: asked, shape, hasMore, more, loading, error, again } = useSubgraph()
  const [arranged, setArranged] = useState(0)
  const about = JSON.stringify([question ?? '', arranged])
  const hands = useHands(JSON.stringify(question ?? ''))
  const expanded = useExpanded(hands.expanded)
  const drawing = useRef<Core | undefined>(undefined)

  const whole = useMemo(() => without(joined(asked, expanded), hands.hidden), [asked, expanded, hands.hidden])
  const subgraph = useMemo(() => bounded(whole, MOST), [whole])
  const { places, move } = usePlaces(subgraph, shape, about)
  const drawn = useMemo(() => elements(subgraph, hands.leftOut, t, intl), [subgraph, hands.leftOut, t, intl])
  const kinds = useMemo(() => kindsOf([...subgraph.links.values()].map(({ tie }) => tie)), [subgraph])

  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton rows={3} />
  if (asked.entities.size === 0) {
    return (
      <Notice title={t('graph.empty')}>
        <p>{t('graph.emptyText')}</p>
      </Notice>
    )
  }
  const withDrawing = (does: (ready: Core) => unknown) => () => void (drawing.current && does(drawing.current))
  return (
    <figure className={styles.graph}>
      <Keys subgraph={subgraph} places={places} expand={hands.expand}>
        <Canvas
          elements={drawn}
          of={about}
          places={places}
          pinned={hands.pinned}
          picked={pick?.type === 'entity' ? pick.key : pick?.type === 'relation' ? `relation:${pick.key}` : undefined}
          label={t('graph.label', { entities: subgraph.entities.size, relations: subgraph.links.size })}
          onPick={(type, key) => go({ pick: { type, key } })}
          onExpand={hands.expand}
          onMove={move}
          onReady={(ready) => (drawing.current = ready)}
        />
      </Keys>
      <AsText subgraph={subgraph} />
      <figcaption className={styles.caption}>
        <Legend kinds={kinds} hidden={hands.leftOut} toggle={hands.toggleKind} />
        <EntityTools
          hands={hands}
          entity={pick?.type === 'entity' ? subgraph.entities.get(pick.key) : undefined}
          name={(key) => subgraph.entities.get(key)?.name ?? key}
        />
        <span className={styles.tools}>
          {whole.entities.size > MOST && <span>{t('graph.bounded', { count: MOST })}</span>}
          {hasMore && whole.entities.size <= MOST && <button type="button" className="button" onClick={more}>{t('graph.more')}</button>}
          {hands.hidden.size > 0 && <button type="button" className="button" onClick={hands.unhide}>{t('graph.unhide', { count: hands.hidden.size })}</button>}
          <button type="button" className="button" onClick={() => setArranged(arranged + 1)}>{t('graph.anew')}</button>
          <button type="button" className="button" onClick={withDrawing(fit)}>{t('graph.fit')}</button>
          <button type="button" className="button" onClick={withDrawing(printPng)}>{t('graph.png')}</button>
          <button type="button" className="button" onClick={withDrawing(printSvg)}>{t('graph.svg')}</button>
        </span>
      </figcaption>
    </figure>
  )
}
