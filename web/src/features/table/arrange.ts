// The order and the groups of a table's rows.

import { grouped } from '../../api/grouped'
import type { MessageId } from '../../i18n/messages'

export interface Column<Row> {
  id: string
  title: MessageId
  /** What the cell says; this goes into a file as it is. */
  text: (row: Row) => string
  /** What it is ordered by, where its text will not do: numbers, or several in turn. Rows without any come last. */
  order?: (row: Row) => Order | undefined
  /** Whether rows can be grouped by it. */
  groups?: boolean
}

export type Order = number | readonly [string, number]

export interface Sort {
  column: string
  descending: boolean
}

/** `share`, or `-share` from the greatest down. */
export function readSort(text: string | undefined): Sort | undefined {
  if (!text) return undefined
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

/** Up, down, then back to the order of the answer. */
export function nextSort(sort: Sort | undefined, column: string): string | undefined {
  if (sort?.column !== column) return column
  return sort.descending ? undefined : `-${column}`
}

/** Rows that are equal keep the order of the answer; those that say nothing come last either way. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | undefined, language: string): Row[] {
  const column = columns.find(({ id }) => id === sort?.column)
  if (!column) return [...rows]
  const words = new Intl.Collator(language, { numeric: true })
  const way = sort?.descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, key: column.order ? column.order(row) : column.text(row) || undefined }))
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined)
    return way * compare(a.key, b.key, words)
  })
  return keyed.map(({ row }) => row)
}

function compare(a: Order | string, b: Order | string, words: Intl.Collator): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return words.compare(a, b)
  if (typeof a === 'object' && typeof b === 'object') return words.compare(a[0], b[0]) || a[1] - b[1]
  return 0
}

/** In groups by what a column says, in the order of their first rows; one group without a label where nothing groups them. */
export function inGroups<Row>(rows: readonly Row[], columns: readonly Column<Row>[], by: string | undefined): [string | undefined, Row[]][] {
  const column = columns.find(({ id, groups }) => groups && id === by)
  return column ? grouped(rows, column.text) : [[undefined, [...rows]]]
}

/** Without those that say nothing in any row. */
export function saying<Row, C extends Column<Row>>(columns: readonly C[], rows: readonly Row[]): C[] {
  return columns.filter(({ text }) => rows.some((row) => text(row) !== ''))
}
