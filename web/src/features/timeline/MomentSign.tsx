// A sort of moment by its shape: a change of state is a diamond, a claim a disc, a correction a cross.

import type { Sort } from './moments'
import styles from './Timeline.module.css'

export const SHAPES: Record<Sort, string> = {
  state: 'M0-5 5 0 0 5-5 0z',
  claim: 'M0-3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7z',
  correction: 'M-4-4 4 4M4-4-4 4',
}

export function MomentSign({ sort }: { sort: Sort }) {
  return (
    <svg className={`${styles.sign} ${styles[sort]}`} viewBox="-6 -6 12 12" aria-hidden="true">
      <path d={SHAPES[sort]} />
    </svg>
  )
}
