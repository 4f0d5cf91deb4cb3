// The selection as a graph, with its legend and its text.

import type { Core } from 'cytoscape'
import { useMemo, useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import type { RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { bounded } from '../../subgraph/subgraph'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { AsText } from './AsText'
import { Canvas, fit } from './Canvas'
import { elements } from './elements'
import styles from './Graph.module.css'
import { layers } from './layers'
import { Legend } from './Legend'

const MOST = 300

export default function GraphView() {
  const { t } = useLanguage()
  const [{ pick }, go] = useAddress()
  const { subgraph: whole, hasMore, more, loading, error, again } = useSubgraph()
  const [hidden, setHidden] = useState<ReadonlySet<RelationKind>>(new Set())
  const drawing = useRef<Core | undefined>(undefined)

  const subgraph = useMemo(() => bounded(whole, MOST), [whole])
  const drawn = useMemo(() => elements(subgraph, t), [subgraph, t])
  const places = useMemo(() => layers(subgraph), [subgraph])
  const kinds = useMemo(() => [...new Set([...subgraph.links.values()].map(({ tie }) => tie.kind))].sort(), [subgraph])

  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton rows={3} />
  if (subgraph.entities.size === 0) {
    return (
      <Notice title={t('graph.empty')}>
        <p>{t('graph.emptyText')}</p>
      </Notice>
    )
  }
  const toggle = (kind: RelationKind) => {
    const changed = new Set(hidden)
    if (!changed.delete(kind)) changed.add(kind)
    setHidden(changed)
  }
  return (
    <figure className={styles.graph}>
      <Canvas
        elements={drawn}
        places={places}
        hidden={hidden}
        picked={pick?.type === 'entity' ? pick.key : pick?.type === 'relation' ? `relation:${pick.key}` : undefined}
        label={t('graph.label', { entities: subgraph.entities.size, relations: subgraph.links.size })}
        onPick={(type, key) => go({ pick: { type, key } })}
        onExpand={(key) => go({ pick: { type: 'entity', key } })}
        onReady={(ready) => (drawing.current = ready)}
      />
      <AsText subgraph={subgraph} />
      <figcaption className={styles.caption}>
        <Legend kinds={kinds} hidden={hidden} toggle={toggle} />
        <span className={styles.tools}>
          {whole.entities.size > MOST && <span>{t('graph.bounded', { count: MOST })}</span>}
          {hasMore && (
            <button type="button" onClick={more}>
              {t('graph.more')}
            </button>
          )}
          <button type="button" onClick={() => drawing.current && fit(drawing.current)}>
            {t('graph.fit')}
          </button>
        </span>
      </figcaption>
    </figure>
  )
}
