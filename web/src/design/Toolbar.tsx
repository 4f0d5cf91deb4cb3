// What stands over a view: fields by their names, and at the end what is done with all of it.

import type { ReactNode } from 'react'

import styles from './Toolbar.module.css'

export function Toolbar({ end, children }: { end?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.toolbar}>
      {children}
      {end && <span className={styles.end}>{end}</span>}
    </div>
  )
}
