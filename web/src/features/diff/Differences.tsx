// What the server says is different between two views, under a heading of its own.

import type { ReactNode } from 'react'

import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useDates } from '../../api/use_view'
import { DiffDocument, type PathsInput, type ScenarioChange } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { DifferenceRow } from './DifferenceRow'

// More are folded, so that the answer under them stays in sight.
const FEW = 6

/** What is compared: an entity, or the paths between two. */
export interface Compared {
  about?: string
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

export function Differences({ about, paths, asOf, toDate, changes, toChanges, none, title, className }: Props) {
  const { t } = useLanguage()
  const dates = useDates()
  const variables = { ...dates, asOf: asOf ?? dates.asOf, toDate, changes, toChanges, about, paths, first: PAGE }
  const what = JSON.stringify(['different', about, paths, asOf, toDate])
  const { connection, stale } = useConnection(DiffDocument, variables, ({ view }) => view.scenario.diff, what)
  if (!connection || stale) return null
  if (connection.edges.length === 0 && !none) return null
  const list = (
    <ul>
      {connection.edges.map(({ node }) => (
        <DifferenceRow key={node.key} difference={node} />
      ))}
    </ul>
  )
  return (
    <section className={className} aria-live="polite">
      <h3>{title}</h3>
      {connection.edges.length === 0 && none}
      {connection.edges.length > FEW ? (
        <details>
          <summary>{t('diff.count', { count: `${connection.edges.length}${connection.pageInfo.hasNextPage ? '+' : ''}` })}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </section>
  )
}
