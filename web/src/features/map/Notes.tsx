// What the map cannot draw, what its hatches mean, and whose borders they are.

import { EntityChip } from '../../design/EntityChip'
import type { NameFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { TieChip } from '../answer/TieChip'
import type { Atlas } from './flows'
import { hatched, HATCHES, type Hatch } from './Lands'
import styles from './Map.module.css'
import type { Place } from './places'

interface Props {
  atlas: Atlas
  places: ReadonlyMap<string, Place>
  id: string
}

export function Notes({ atlas, places, id }: Props) {
  const { t } = useLanguage()
  const used = new Set(hatched(atlas.barriers).map(([, hatch]) => hatch))
  const byOwner = [...atlas.residents.values()].flatMap(({ entities }) => entities.filter(({ key }) => places.get(key)?.by === 'owner'))
  return (
    <section className={styles.notes} aria-label={t('map.notes')}>
      {atlas.barriers.length > 0 && (
        <div className={styles.note}>
          <h3>{t('map.barriers')}</h3>
          <ul>
            {atlas.barriers.map(({ tie }) => (
              <li key={tie.key}>
                <EntityChip entity={tie.from} />
                <TieChip tie={tie} />
                <EntityChip entity={tie.to} />
              </li>
            ))}
          </ul>
          <ul className={styles.samples}>
            {HATCHES.filter((hatch) => used.has(hatch)).map((hatch) => (
              <Sample key={hatch} hatch={hatch} id={id} />
            ))}
          </ul>
        </div>
      )}
      <Several title={t('map.byOwner')} entities={byOwner} />
      <Several title={t('map.unplaced')} entities={atlas.unplaced} />
      {atlas.within.length > 0 && (
        <div className={styles.note}>
          <h3>{t('map.within')}</h3>
          <ul>
            {atlas.within.map(({ tie }) => (
              <li key={tie.key}>
                <EntityChip entity={tie.from} />
                <TieChip tie={tie} />
                <EntityChip entity={tie.to} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={styles.borders}>{t('map.borders')}</p>
    </section>
  )
}

function Several({ title, entities }: { title: string; entities: readonly NameFragment[] }) {
  if (entities.length === 0) return null
  return (
    <div className={styles.note}>
      <h3>{title}</h3>
      <p>
        {entities.map((entity) => (
          <EntityChip key={entity.key} entity={entity} />
        ))}
      </p>
    </div>
  )
}

function Sample({ hatch, id }: { hatch: Hatch; id: string }) {
  const { t } = useLanguage()
  const said = t(hatch.startsWith('restricts') ? 'map.restricts' : 'map.restricted')
  return (
    <li>
      <svg className={styles.sample} aria-hidden="true">
        <rect width="100%" height="100%" fill={`url(#${id}-${hatch})`} />
      </svg>
      {hatch.endsWith('pending') ? `${said}, ${t('map.pending')}` : said}
    </li>
  )
}
