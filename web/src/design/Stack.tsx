// Parts of a whole in one bar, told apart by pattern as well as by tone. The legend beside it names them.

import { useId } from 'react'

import styles from './Stack.module.css'

export type Tone = 'full' | 'striped' | 'dotted' | 'empty'

export interface Part {
  tone: Tone
  /** In per cent. */
  value: number
}

export function Stack({ parts }: { parts: readonly Part[] }) {
  const id = useId()
  let start = 0
  return (
    <svg className={styles.stack} width="100%" height="14" aria-hidden="true">
      <Patterns id={id} />
      <rect className={styles.empty} width="100%" height="14" />
      {parts.map(({ tone, value }) => {
        const from = start
        start += value
        return value > 0 && <rect key={tone} className={styles[tone]} x={`${from}%`} width={`${Math.min(value, 100 - from)}%`} height="14" fill={fill(tone, id)} />
      })}
    </svg>
  )
}

export function Swatch({ tone }: { tone: Tone }) {
  const id = useId()
  return (
    <svg className={styles.swatch} width="14" height="14" aria-hidden="true">
      <Patterns id={id} />
      <rect className={styles[tone]} width="14" height="14" fill={fill(tone, id)} />
    </svg>
  )
}

function fill(tone: Tone, id: string): string | undefined {
  return tone === 'striped' || tone === 'dotted' ? `url(#${id}-${tone})` : undefined
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-striped`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className={styles.ground} width="6" height="6" />
        <rect className={styles.mark} width="3" height="6" />
      </pattern>
      <pattern id={`${id}-dotted`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect className={styles.ground} width="5" height="5" />
        <circle className={styles.faint} cx="2.5" cy="2.5" r="1.1" />
      </pattern>
    </defs>
  )
}
