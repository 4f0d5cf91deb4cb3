// The countries: those that take part stand out, those that restrict or are restricted are hatched.

import type { GeoPath } from 'd3-geo'

import type { Atlas, Barrier } from './flows'
import styles from './Map.module.css'
import { BORDERS, CLAIMED_BORDERS, COUNTRIES, countryOf } from './world'

interface Props {
  draw: GeoPath
  atlas: Atlas
  /** The codes of the countries that the question is about. */
  focus: ReadonlySet<string>
  id: string
}

export function Lands({ draw, atlas, focus, id }: Props) {
  const look = (code: string) => (focus.has(code) ? styles.focus : atlas.residents.has(code) ? styles.part : styles.land)
  return (
    <g aria-hidden="true">
      {COUNTRIES.map((country, place) => (
        <path key={place} className={look(String(country.id))} d={draw(country) ?? ''} />
      ))}
      <path className={styles.border} d={draw(BORDERS) ?? ''} />
      <path className={styles.claimed} d={draw(CLAIMED_BORDERS) ?? ''} />
      {hatched(atlas.barriers).map(([code, hatch]) => {
        const country = countryOf(code)
        return country && <path key={`${code} ${hatch}`} fill={`url(#${id}-${hatch})`} d={draw(country) ?? ''} />
      })}
    </g>
  )
}

export const HATCHES = ['restricts', 'restricts-pending', 'restricted', 'restricted-pending'] as const
export type Hatch = (typeof HATCHES)[number]

/** Once each: in force goes before what is not. */
export function hatched(barriers: readonly Barrier[]): [string, Hatch][] {
  const found = new Map<string, [string, Hatch]>()
  for (const { from, to, inForce } of [...barriers].sort((a, b) => Number(b.inForce) - Number(a.inForce))) {
    for (const [place, role] of [[from, 'restricts'], [to, 'restricted']] as const) {
      if (place && !found.has(`${place.code} ${role}`)) found.set(`${place.code} ${role}`, [place.code, inForce ? role : `${role}-pending`])
    }
  }
  return [...found.values()]
}

/** Thick lines rise from who restricts, thin ones fall on who is restricted; broken ones are not in force. */
export function Hatches({ id }: { id: string }) {
  return (
    <defs>
      {HATCHES.map((hatch) => (
        <pattern key={hatch} id={`${id}-${hatch}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform={`rotate(${hatch.startsWith('restricts') ? 45 : -45})`}>
          <line className={`${styles.hatch} ${hatch.startsWith('restricts') ? styles.thick : styles.thin} ${hatch.endsWith('pending') ? styles.pending : ''}`} x1="3" x2="3" y1="0" y2="6" />
        </pattern>
      ))}
    </defs>
  )
}
