// A table whose heads sort it, in groups.

import { Fragment, type ReactNode } from 'react'

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { nextSort, type Column, type Sort } from './arrange'
import styles from './Table.module.css'

export interface Shown<Row> extends Column<Row> {
  numeric?: boolean
  /** What stands in the cell, where it is more than its text. */
  cell?: (row: Row) => ReactNode
}

interface Props<Row> {
  caption: string
  columns: readonly Shown<Row>[]
  groups: readonly [string | undefined, Row[]][]
  keyOf: (row: Row) => string
  sort: Sort | undefined
  onSort: (sort: string | undefined) => void
  faint?: (row: Row) => boolean
}

export function DataTable<Row>({ caption, columns, groups, keyOf, sort, onSort, faint }: Props<Row>) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      {groups.map(([label, rows]) => (
        <tbody key={label ?? ''}>
          {label !== undefined && (
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={columns.length}>
                <span>
                  {label || '–'} <span className={styles.number}>{rows.length}</span>
                </span>
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={keyOf(row)} className={faint?.(row) ? styles.faint : undefined}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Cell<Row>({ column, row }: { column: Shown<Row>; row: Row }) {
  return <td className={column.numeric ? styles.numeric : undefined}>{column.cell ? column.cell(row) : <Fragment>{column.text(row)}</Fragment>}</td>
}

interface HeadProps<Row> {
  column: Shown<Row>
  sort: Sort | undefined
  onSort: (sort: string | undefined) => void
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { t } = useLanguage()
  const by = sort?.column === column.id ? sort : undefined
  return (
    <th scope="col" className={column.numeric ? styles.numeric : undefined} aria-sort={by ? (by.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" title={t('table.sort', { column: t(column.title) })} onClick={() => onSort(nextSort(sort, column.id))}>
        {t(column.title)}
        <span className={styles.arrow} data-way={by ? (by.descending ? 'down' : 'up') : undefined}>
          <Sign name="more" />
        </span>
      </button>
    </th>
  )
}
