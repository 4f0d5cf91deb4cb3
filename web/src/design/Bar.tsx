// A part of a whole as a bar, with the range that it may lie in. The number stands beside it; this only shows it.

import styles from './Bar.module.css'

interface Props {
  /** In per cent. */
  value: number | undefined
  low?: number | undefined
  high?: number | undefined
}

export function Bar({ value, low, high }: Props) {
  const at = (percent: number) => Math.min(Math.max(percent, 0), 100)
  return (
    <svg className={styles.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.whole} width={100} height={8} />
      <rect className={styles.part} width={at(value ?? low ?? 0)} height={8} />
      {low !== undefined && high !== undefined && <rect className={styles.range} x={at(low)} width={Math.max(at(high) - at(low), 0.5)} y={2} height={4} />}
    </svg>
  )
}
