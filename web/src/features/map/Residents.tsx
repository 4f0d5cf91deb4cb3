// The countries that take part, by name; a press selects the country.

import { PickLink } from '../../design/PickLink'
import type { Point } from './arc'
import type { Atlas, Flow } from './flows'
import { labelled } from './labels'
import styles from './Map.module.css'

interface Props {
  residents: Atlas['residents']
  flows: readonly Flow[]
  at: (code: string) => Point | undefined
  focus: ReadonlySet<string>
  width: number
}

export function Residents({ residents, flows, at, focus, width }: Props) {
  const ends = new Set(flows.flatMap(({ from, to }) => [from.code, to.code]))
  const shown = [...residents].flatMap(([code, { place, entities }]) => {
    const point = at(code)
    const others = entities.filter(({ key }) => key !== place.country.key).map(({ name }) => name)
    const text = others.length > 0 ? `${place.country.name} +${others.length}` : place.country.name
    // What is asked of goes before what something flows from or to, and that before the rest.
    const rank = focus.has(code) ? 0 : ends.has(code) ? 1 : 2
    // What is read aloud begins with what is seen.
    return point ? [{ key: code, at: point, text, rank, country: place.country, said: [text, others.join(', ')].filter(Boolean).join(': ') }] : []
  })
  const labels = labelled(shown, width)
  return (
    <g>
      {shown.map(({ key, at: [x, y], text, country, said }) => {
        const label = labels.get(key)
        return (
          <PickLink key={key} pick={{ type: 'entity', key: country.key }} className={focus.has(key) ? `${styles.country} ${styles.asked}` : styles.country} label={said}>
            <title>{said}</title>
            <circle cx={x} cy={y} r={4} />
            {label && (
              <text x={label.at[0]} y={label.at[1]} textAnchor={label.anchor}>
                {text}
              </text>
            )}
          </PickLink>
        )
      })}
    </g>
  )
}
