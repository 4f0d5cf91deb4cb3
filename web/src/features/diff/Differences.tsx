// What the server says is different between two views, under a heading of its own.

import type { ReactNode } from 'react'

import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useDates } from '../../api/use_view'
import { FaultNotice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { DiffDocument, type PathsInput, type ScenarioChange, type SupplyInput } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { MoreButton, SearchNote } from '../answer/Heading'
import styles from './Diff.module.css'
import { DifferenceRow } from './DifferenceRow'

// More are folded, so that the answer under them stays in sight.
const FEW = 3

/** What is compared: an entity, or a whole answer, however much of it is shown. */
export interface Compared {
  about?: string
  suppliers?: SupplyInput
  customers?: SupplyInput
  paths?: PathsInput
}

interface Props extends Compared {
  asOf?: string | undefined
  toDate?: string | undefined
  changes: ScenarioChange[]
  toChanges: ScenarioChange[]
  /** Where nothing is different; else nothing stands there. */
  none?: ReactNode
  title: string
  className: string | undefined
}

export function Differences({ about, suppliers, customers, paths, asOf, toDate, changes, toChanges, none, title, className }: Props) {
  const { t } = useLanguage()
  const dates = useDates()
  const variables = { ...dates, asOf: asOf ?? dates.asOf, toDate, changes, toChanges, about, suppliers, customers, paths, first: PAGE }
  const what = JSON.stringify(['different', about, suppliers, customers, paths, asOf, toDate])
  const { connection, error, stale, again, more, gathering, lost } = useConnection(DiffDocument, variables, ({ view }) => view.scenario.diff, what)
  if (error) return <FaultNotice error={error} again={again} />
  if (!connection) return none && <Skeleton rows={2} />
  const { edges, pageInfo, search } = connection
  if (edges.length === 0 && search.complete && !none) return null
  const rows = (some: typeof edges) => (
    <ul className={styles.list}>
      {some.map(({ node }) => (
        <DifferenceRow key={node.key} difference={node} />
      ))}
    </ul>
  )
  return (
    <section className={className} aria-live="polite" aria-busy={stale}>
      <h3>{title}</h3>
      {edges.length === 0 && search.complete && none}
      {rows(edges.slice(0, FEW))}
      {edges.length > FEW && (
        <details>
          <summary>{t('diff.further', { count: `${edges.length - FEW}${pageInfo.hasNextPage ? '+' : ''}` })}</summary>
          {rows(edges.slice(FEW))}
          {pageInfo.hasNextPage && <MoreButton more={more} gathering={gathering} lost={lost} />}
        </details>
      )}
      <SearchNote search={search} />
    </section>
  )
}
