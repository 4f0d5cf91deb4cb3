// The pieces that both kinds of evidence are made of.

import type { ReactNode } from 'react'

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import styles from './Evidence.module.css'

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** How many there are, or how many of more. */
export const counted = ({ edges, pageInfo }: { readonly edges: readonly unknown[]; readonly pageInfo: { readonly hasNextPage: boolean } }) =>
  `${edges.length}${pageInfo.hasNextPage ? '+' : ''}`

export function Section({ title, count, children }: { title: string; count?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>
        {title} {count !== undefined && <span className={styles.count}>{count}</span>}
      </h3>
      {children}
    </section>
  )
}

/** That sources do not agree on it. */
export function Disputed() {
  const { t } = useLanguage()
  return (
    <p className={styles.disputed}>
      <Sign name="disputed" /> {t('evidence.disputedText')}
    </p>
  )
}
