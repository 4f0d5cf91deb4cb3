// The drawing: lands, hatches, arcs, names.

import { geoPath } from 'd3-geo'
import { useId, useMemo, type Ref } from 'react'

import type { RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import type { Point } from './arc'
import type { Atlas } from './flows'
import { Flows } from './Flows'
import { Hatches, Lands } from './Lands'
import styles from './Map.module.css'
import { heightFor, projectionFor } from './projection'
import { Residents } from './Residents'
import type { Measured, Widths } from './widths'
import { middleOf } from './world'

interface Props {
  atlas: Atlas
  focus: ReadonlySet<string>
  widths: Widths
  measured: Measured | undefined
  hidden: ReadonlySet<RelationKind>
  close: boolean
  width: number
  drawing: Ref<SVGSVGElement>
  /** Under which its hatches are found. */
  id: string
}

export function WorldMap({ atlas, focus, widths, measured, hidden, close, width, drawing, id }: Props) {
  const { t } = useLanguage()
  const clip = useId()
  const height = heightFor(width)
  const projection = useMemo(() => {
    const points = [...atlas.residents.keys()].flatMap((code) => [middleOf(code) ?? []].filter((point): point is [number, number] => point.length === 2))
    return projectionFor(width, height, points, close)
  }, [atlas, width, height, close])
  const draw = useMemo(() => geoPath(projection), [projection])
  const at = (code: string): Point | undefined => {
    const middle = middleOf(code)
    return middle && (projection(middle) ?? undefined)
  }
  return (
    <svg
      ref={drawing}
      className={styles.map}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={t('map.label', { flows: atlas.flows.length, countries: atlas.residents.size })}
    >
      <Hatches id={id} />
      <clipPath id={clip}>
        <rect width={width} height={height} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <Lands draw={draw} atlas={atlas} focus={focus} id={id} />
      </g>
      <Flows flows={atlas.flows} at={at} widths={widths} measured={measured} hidden={hidden} />
      <Residents residents={atlas.residents} flows={atlas.flows} at={at} focus={focus} width={width} />
    </svg>
  )
}
