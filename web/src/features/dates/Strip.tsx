// How many claims begin in which month, as a row of bars, with the years under it.

import { useLanguage } from '../../i18n/language'
import { dayNumber, dayOf, type Month } from './days'
import styles from './TimeBar.module.css'

const WIDTH = 1000
const HEIGHT = 20

interface Props {
  months: readonly Month[]
  /** Whether all claims were counted. */
  complete: boolean
  from: number
  to: number
  at: number
}

export function Strip({ months, complete, from, to, at }: Props) {
  const { t } = useLanguage()
  const all = months.reduce((sum, { count }) => sum + count, 0)
  const most = Math.log1p(Math.max(1, ...months.map(({ count }) => count)))
  const years = Array.from({ length: 100 }, (_, step) => new Date(`${dayOf(from)}T00:00:00Z`).getUTCFullYear() + step).filter(
    (year) => dayNumber(`${year}-01-01`) >= from && dayNumber(`${year}-01-01`) <= to,
  )
  const place = (day: number) => ((day - from) / (to - from)) * WIDTH
  return (
    <div className={styles.strip}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t(complete ? 'dates.strip' : 'dates.stripPart', { count: all, year: String(years[0]) })}>
        {years.map((year) => (
          <line key={year} className={styles.year} x1={place(dayNumber(`${year}-01-01`))} x2={place(dayNumber(`${year}-01-01`))} y1={0} y2={HEIGHT} />
        ))}
        <rect className={styles.track} x={0} width={WIDTH} y={HEIGHT - 1} height={1} />
        {months.map((month) => {
          const [left, right] = [place(month.from), Math.min(place(month.to), WIDTH)]
          const height = (Math.log1p(month.count) / most) * HEIGHT
          return <rect key={month.from} className={month.from <= at ? styles.past : styles.coming} x={left} width={(right - left) * 0.85} y={HEIGHT - height} height={height} />
        })}
      </svg>
      <svg className={styles.years} aria-hidden="true">
        {years.map((year) => (
          <text key={year} x={`${(place(dayNumber(`${year}-01-01`)) / WIDTH) * 100}%`} dx={2} y={11}>
            {year}
          </text>
        ))}
      </svg>
    </div>
  )
}
