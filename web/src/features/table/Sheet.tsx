// A table with its tools: which rows, grouped by what, kept as a file, the next page. Order and groups are in the address.

import { useMemo, useRef } from 'react'
import type { CombinedError } from 'urql'

import { withOptions, type Options } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { NextPage } from '../../design/NextPage'
import { Toolbar } from '../../design/Toolbar'
import { fileName, save } from '../../files/save'
import { useLanguage } from '../../i18n/language'
import { today } from '../dates/days'
import { inGroups, readSort, saying, sorted } from './arrange'
import { csv } from './csv'
import { DataTable, type Shown } from './DataTable'
import { Sideways } from './Sideways'
import styles from './Table.module.css'

interface Props<Row> {
  /** What the rows are: the answer, or the relations. */
  name: 'answer' | 'relations'
  /** Whether there is the other to choose. */
  choice: boolean
  caption: string
  columns: readonly Shown<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  faint?: (row: Row) => boolean
  stale: boolean
  /** The next page, where there is one. */
  pages: { more: () => void; gathering: boolean; lost: CombinedError | undefined } | undefined
}

export function Sheet<Row>({ name, choice, caption, columns: all, rows, keyOf, faint, stale, pages }: Props<Row>) {
  const { t, language } = useLanguage()
  const room = useRef<HTMLDivElement>(null)
  const [{ options, question, asOf }, go] = useAddress()
  const set = (change: Options) => go({ options: withOptions(options, change) }, 'replace')
  const columns = saying(all, rows)
  const sort = readSort(options.sort)
  const groups = useMemo(() => inGroups(sorted(rows, all, readSort(options.sort), language), all, options.group), [rows, all, options.sort, options.group, language])
  const keep = () => {
    const shown = groups.flatMap(([, group]) => group.map((row) => columns.map(({ text }) => text(row))))
    const content = csv([columns.map(({ title }) => t(title)), ...shown])
    // The mark at its beginning tells spreadsheets that it is UTF-8.
    const file = new Blob(['\uFEFF', content], { type: 'text/csv;charset=utf-8' })
    save(fileName([name, question?.kind, question?.parts.of, asOf ?? today()], 'csv'), file)
  }
  return (
    <section className={styles.sheet} aria-label={caption}>
      <Toolbar
        end={
          <>
            <Sideways room={room} of={columns.length} />
            <span role="status">{t(pages ? 'table.shownMore' : 'table.shown', { count: rows.length })}</span>
            {pages && <NextPage label={t('table.more')} {...pages} />}
            <button type="button" className="button" onClick={keep}>
              {t('table.csv')}
            </button>
          </>
        }
      >
        {choice && (
          <label>
            {t('table.rows')}
            <select value={name} onChange={({ target }) => set({ rows: target.value === 'answer' ? undefined : target.value, sort: undefined, group: undefined })}>
              <option value="answer">{t('table.answer')}</option>
              <option value="relations">{t('table.relations')}</option>
            </select>
          </label>
        )}
        <label>
          {t('table.group')}
          <select value={options.group ?? ''} onChange={({ target }) => set({ group: target.value || undefined })}>
            <option value="">{t('table.ungrouped')}</option>
            {columns
              .filter(({ groups: can }) => can)
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {t(title)}
                </option>
              ))}
          </select>
        </label>
      </Toolbar>
      <div ref={room} className={styles.scroll} data-stale={stale} aria-busy={stale} tabIndex={0} role="group" aria-label={caption}>
        <DataTable caption={caption} columns={columns} groups={groups} keyOf={keyOf} sort={sort} onSort={(by) => set({ sort: by })} faint={faint} />
      </div>
    </section>
  )
}
