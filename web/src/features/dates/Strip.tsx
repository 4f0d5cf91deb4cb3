// How many claims begin when, as a row of bars, with the years under it.

import { useLanguage } from '../../i18n/language'
import { dayNumber, dayOf, density } from './days'
import styles from './TimeBar.module.css'

const BINS = 160
const HEIGHT = 20

export function Strip({ days, from, to, at }: { days: readonly string[]; from: number; to: number; at: number }) {
  const { t } = useLanguage()
  const counts = density(days, from, to, BINS)
  const most = Math.log1p(Math.max(1, ...counts))
  const years = Array.from({ length: 100 }, (_, step) => new Date(`${dayOf(from)}T00:00:00Z`).getUTCFullYear() + step).filter(
    (year) => dayNumber(`${year}-01-01`) >= from && dayNumber(`${year}-01-01`) <= to,
  )
  const place = (day: number) => ((day - from) / (to - from)) * BINS
  return (
    <div className={styles.strip}>
      <svg viewBox={`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('dates.strip', { count: days.length })}>
        {years.map((year) => (
          <line key={year} className={styles.year} x1={place(dayNumber(`${year}-01-01`))} x2={place(dayNumber(`${year}-01-01`))} y1={0} y2={HEIGHT} />
        ))}
        <rect className={styles.track} x={0} width={BINS} y={HEIGHT - 1} height={1} />
        {counts.map((count, bin) => {
          const height = (Math.log1p(count) / most) * HEIGHT
          const past = from + ((bin + 0.5) / BINS) * (to - from) <= at
          return count > 0 && <rect key={bin} className={past ? styles.past : styles.coming} x={bin + 0.1} width={0.8} y={HEIGHT - height} height={height} />
        })}
      </svg>
      <svg className={styles.years} aria-hidden="true">
        {years.map((year) => (
          <text key={year} x={`${(place(dayNumber(`${year}-01-01`)) / BINS) * 100}%`} dx={2} y={11}>
            {year}
          </text>
        ))}
      </svg>
    </div>
  )
}
