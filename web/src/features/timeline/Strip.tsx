// When it happened, from left to right: each moment as long as its date is imprecise, below one another where they meet.

import { useRef } from 'react'

import { useWidth } from '../../design/use_width'
import { useLanguage } from '../../i18n/language'
import { dayNumber, dayOf } from '../dates/days'
import type { Moment } from './moments'
import { SHAPES } from './MomentSign'
import { axis, placed, ticks } from './placing'
import styles from './Timeline.module.css'

const [ROW, ROWS, LEAST, TICK] = [12, 10, 10, 44]
const SIDE = 8

export function Strip({ told, on }: { told: readonly Moment[]; on: string }) {
  const { t } = useLanguage()
  const room = useRef<HTMLDivElement>(null)
  const width = Math.max(0, useWidth(room) - 2 * SIDE)
  const dates = told.map(({ date }) => date)
  const range = axis(dates)
  return (
    <div ref={room} className={styles.strip}>
      {range && width > 0 && <Drawing told={told} range={range} width={width} on={on} label={t('timeline.strip', { from: dayOf(range[0]).slice(0, 4), to: dayOf(range[1] - 1).slice(0, 4) })} />}
    </div>
  )
}

interface Props {
  told: readonly Moment[]
  range: [number, number]
  width: number
  on: string
  label: string
}

function Drawing({ told, range, width, on, label }: Props) {
  const places = placed(told.map(({ date }) => date), range, LEAST / width, ROWS)
  const height = (Math.max(0, ...places.map(({ row }) => row)) + 1) * ROW
  const at = (day: number) => ((day - range[0]) / (range[1] - range[0])) * width
  const day = dayNumber(on)
  return (
    <svg width={width + 2 * SIDE} height={height + 22} viewBox={`${-SIDE} -4 ${width + 2 * SIDE} ${height + 22}`} role="img" aria-label={label}>
      {ticks(range, Math.floor(width / TICK)).map(({ year, day: first }) => (
        <g key={year} className={styles.tick}>
          <line x1={at(first)} x2={at(first)} y1={-4} y2={height + 6} />
          <text x={at(first) + 3} y={height + 14}>
            {year}
          </text>
        </g>
      ))}
      {day >= range[0] && day < range[1] && <line className={styles.now} x1={at(day)} x2={at(day)} y1={-4} y2={height + 6} />}
      {told.map(({ key, date, sort }, place) => {
        const { x, width: part, row } = places[place] ?? { x: 0, width: 0, row: 0 }
        const [left, top] = [x * width, row * ROW + ROW / 2]
        return (
          <g key={key} className={styles[sort]}>
            {date.length < 10 && <rect className={styles.span} x={left} y={top - 4} width={Math.max(part * width - 1, 1)} height={8} rx={4} />}
            <path transform={`translate(${left + (date.length < 10 ? (part * width) / 2 : 0)} ${top})`} d={SHAPES[sort]} />
          </g>
        )
      })}
    </svg>
  )
}
