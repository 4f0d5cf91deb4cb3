// An answer that may be on its way, stale or faulty.

import type { ReactNode } from 'react'

import type { Answered } from '../../api/use_answer'
import { FaultNotice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import styles from './Answer.module.css'

interface Props<Data> {
  answered: Answered<Data>
  children: (data: Data) => ReactNode
}

export function Framed<Data>({ answered: { data, error, stale, again }, children }: Props<Data>) {
  if (error) return <FaultNotice error={error} again={again} />
  if (!data) return <Skeleton />
  return (
    <div className={stale ? styles.stale : undefined} aria-busy={stale}>
      {children(data)}
    </div>
  )
}
