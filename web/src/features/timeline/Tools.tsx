// Of what, from when to when, and which sorts of moments.

import type { Options } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { DateField } from '../../design/DateField'
import { Toolbar } from '../../design/Toolbar'
import { useLanguage } from '../../i18n/language'
import { SORTS, type Sort } from './moments'
import { MomentSign } from './MomentSign'
import styles from './Timeline.module.css'
import type { Subject } from './use_subject'

interface Props {
  subject: Subject
  shown: ReadonlySet<Sort>
  toggle: (sort: Sort) => void
  set: (change: Options) => void
}

export function Tools({ subject, shown, toggle, set }: Props) {
  const { t } = useLanguage()
  const [{ options }] = useAddress()
  return (
    <Toolbar>
      <label>
        {t('timeline.about')}
        <select value={subject.key} onChange={({ target }) => set({ line: target.value })}>
          {subject.choices.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <DateField name={t('timeline.from')} day={options.start} change={(start) => set({ start })} />
      <DateField name={t('timeline.to')} day={options.end} change={(end) => set({ end })} />
      <span className={styles.sorts} role="group" aria-label={t('timeline.show')}>
        {SORTS.map((sort) => (
          <button key={sort} type="button" aria-pressed={shown.has(sort)} onClick={() => toggle(sort)}>
            <MomentSign sort={sort} />
            {t(`timeline.${sort}`)}
          </button>
        ))}
      </span>
    </Toolbar>
  )
}
