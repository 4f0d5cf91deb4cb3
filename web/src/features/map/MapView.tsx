// The selection on a map, with its tools, its notes and its text.

import { useId, useMemo, useRef, useState, type ReactNode } from 'react'

import { withOptions } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { figureText } from '../../api/figure'
import { kindsOf } from '../../api/words'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { Toolbar } from '../../design/Toolbar'
import { useWidth } from '../../design/use_width'
import { fileName, save } from '../../files/save'
import { pngFile, svgFile } from '../../files/picture'
import { useLanguage } from '../../i18n/language'
import { bounded, type Subgraph } from '../../subgraph/subgraph'
import { useHands } from '../../subgraph/use_hands'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { AsText } from '../graph/AsText'
import { Legend } from '../graph/Legend'
import { More } from '../graph/More'
import { atlasOf } from './flows'
import styles from './Map.module.css'
import { Notes } from './Notes'
import { useMapPlaces } from './use_map_places'
import { measuresOf, widths, type Measured } from './widths'
import { WorldMap } from './WorldMap'

export default function MapView() {
  const { t } = useLanguage()
  const selection = useSubgraph()
  const { subgraph: whole, loading, stale, error, again } = selection
  const subgraph = useMemo(() => bounded(whole), [whole])
  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton rows={3} />
  if (subgraph.entities.size === 0) {
    return (
      <Notice title={t('map.empty')}>
        <p>{t('map.emptyText')}</p>
      </Notice>
    )
  }
  return <Placed subgraph={subgraph} more={<More whole={whole} pages={selection} />} stale={stale} />
}

interface Props {
  subgraph: Subgraph
  /** The way to what is not drawn. */
  more: ReactNode
  stale: boolean
}

function Placed({ subgraph, more, stale }: Props) {
  const { t, intl } = useLanguage()
  const [{ options }, go] = useAddress()
  const { places, loading, stale: moving, error, again } = useMapPlaces(subgraph)
  const { leftOut, toggleKind } = useHands()
  const [close, setClose] = useState(false)
  const room = useRef<HTMLDivElement>(null)
  const width = useWidth(room)
  const drawing = useRef<SVGSVGElement>(null)
  const id = useId()
  const atlas = useMemo(() => atlasOf(subgraph, places), [subgraph, places])
  const focus = useMemo(() => new Set(subgraph.focus.flatMap((key) => places.get(key)?.code ?? [])), [subgraph, places])
  const links = useMemo(() => atlas.flows.map(({ link }) => link), [atlas])
  const measures = useMemo(() => measuresOf(links), [links])
  const measured = options.width === 'none' ? undefined : (measures.find((metric) => metric === options.width) ?? measures[0])
  const wide = useMemo(() => widths(links, measured), [links, measured])
  const kinds = useMemo(() => kindsOf(links.map(({ tie }) => tie)), [links])

  const keep = async (ending: 'png' | 'svg') => {
    if (!drawing.current) return
    save(fileName(['map'], ending), ending === 'svg' ? svgFile(drawing.current) : await pngFile(drawing.current))
  }
  if (error) return <FaultNotice error={error} again={again} />
  return (
    <figure className={styles.view} aria-busy={stale || moving}>
      <Toolbar
        end={
          <>
            {more}
            <button type="button" className="button" aria-pressed={close} onClick={() => setClose(!close)}>
              {t('map.close')}
            </button>
            {(['png', 'svg'] as const).map((ending) => (
              <button key={ending} type="button" className="button" aria-label={t('map.save', { format: t(`map.${ending}`) })} onClick={() => void keep(ending)}>
                {t(`map.${ending}`)}
              </button>
            ))}
          </>
        }
      >
        {measures.length > 0 && <WidthField measures={measures} measured={measured} set={(by) => go({ options: withOptions(options, { width: by === measures[0] ? undefined : by }) }, 'replace')} />}
        {wide.widest && <span className={styles.widest}>{t('map.widest', { figure: figureText(wide.widest, intl) })}</span>}
        <Legend kinds={kinds} hidden={leftOut} toggle={toggleKind} />
      </Toolbar>
      <div ref={room} className={styles.room}>
        {loading ? <Skeleton rows={3} /> : width > 0 && <WorldMap atlas={atlas} focus={focus} widths={wide} measured={measured} hidden={leftOut} close={close} width={width} drawing={drawing} id={id} />}
      </div>
      {!loading && atlas.residents.size === 0 && <Notice title={t('map.nowhere')} />}
      <AsText subgraph={subgraph} />
      {!loading && <Notes atlas={atlas} places={places} id={id} />}
    </figure>
  )
}

interface WidthProps {
  measures: readonly Measured[]
  measured: Measured | undefined
  set: (by: Measured | 'none') => void
}

function WidthField({ measures, measured, set }: WidthProps) {
  const { t } = useLanguage()
  return (
    <label>
      {t('map.width')}
      <select value={measured ?? 'none'} onChange={({ target }) => set(measures.find((metric) => metric === target.value) ?? 'none')}>
        {measures.map((metric) => (
          <option key={metric} value={metric}>
            {t(`map.width.${metric}`)}
          </option>
        ))}
        <option value="none">{t('map.width.none')}</option>
      </select>
    </label>
  )
}
