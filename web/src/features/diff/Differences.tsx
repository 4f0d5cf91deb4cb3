// What the server says is different between two views, under a heading of its own.

import type { ReactNode } from 'react'

import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useDates } from '../../api/use_view'
import { DiffDocument, type PathsInput, type ScenarioChange } from '../../gql/graphql'
import { DifferenceRow } from './DifferenceRow'

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
  const dates = useDates()
  const variables = { ...dates, asOf: asOf ?? dates.asOf, toDate, changes, toChanges, about, paths, first: PAGE }
  const what = JSON.stringify(['different', about, paths, asOf, toDate])
  const { connection, stale } = useConnection(DiffDocument, variables, ({ view }) => view.scenario.diff, what)
  if (!connection || stale) return null
  if (connection.edges.length === 0 && !none) return null
  return (
    <section className={className} aria-live="polite">
      <h3>{title}</h3>
      {connection.edges.length === 0 && none}
      <ul>
        {connection.edges.map(({ node }) => (
          <DifferenceRow key={node.key} difference={node} />
        ))}
      </ul>
    </section>
  )
}
