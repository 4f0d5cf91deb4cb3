// The countries that take part, by name; a press selects the country.

import { PickLink } from '../../design/PickLink'
import type { Point } from './arc'
import type { Atlas } from './flows'
import styles from './Map.module.css'

interface Props {
  residents: Atlas['residents']
  at: (code: string) => Point | undefined
  focus: ReadonlySet<string>
}

export function Residents({ residents, at, focus }: Props) {
  return (
    <g>
      {[...residents].map(([code, { place, entities }]) => {
        const point = at(code)
        if (!point) return null
        const others = entities.filter(({ key }) => key !== place.country.key).map(({ name }) => name)
        const said = others.length > 0 ? `${place.country.name} +${others.length}` : place.country.name
        // What is read aloud begins with what is seen.
        const all = [said, others.join(', ')].filter(Boolean).join(': ')
        return (
          <PickLink key={code} pick={{ type: 'entity', key: place.country.key }} className={focus.has(code) ? `${styles.country} ${styles.asked}` : styles.country} label={all}>
            <title>{all}</title>
            <circle cx={point[0]} cy={point[1]} r={4} />
            <text x={point[0]} y={point[1] + 15}>
              {said}
            </text>
          </PickLink>
        )
      })}
    </g>
  )
}
