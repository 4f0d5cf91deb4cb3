// Words, publisher and dates. What is typed is asked when the hand rests.

import { useEffect, useState } from 'react'

import { withOptions, type Options } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { DateField } from '../../design/DateField'
import { Sign } from '../../design/Sign'
import { Toolbar } from '../../design/Toolbar'
import { useLanguage } from '../../i18n/language'
import styles from './Documents.module.css'
import { usePublishers } from './use_documents'

const REST = 250

export function Filters() {
  const { t } = useLanguage()
  const [{ options }, go] = useAddress()
  const publishers = usePublishers()
  const set = (change: Options) => go({ options: withOptions(options, change) }, 'replace')
  const [words, setWords] = useRested(options.find ?? '', (find) => set({ find: find.trim() || undefined }))
  const { find, by, since, until } = options
  return (
    <form className={styles.filters} role="search" aria-label={t('documents.title')} onSubmit={(event) => event.preventDefault()}>
      <Toolbar>
        <label className={styles.words}>
          <span className="visually-hidden">{t('documents.find')}</span>
          <Sign name="search" />
          <input type="search" value={words} placeholder={t('documents.find')} onChange={({ target }) => setWords(target.value)} />
        </label>
        <label>
          {t('documents.publisher')}
          <select value={by ?? ''} onChange={({ target }) => set({ by: target.value || undefined })}>
            <option value="">{t('documents.any')}</option>
            {by && !publishers.some(({ key }) => key === by) && <option value={by}>{by}</option>}
            {publishers.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <DateField name={t('documents.from')} day={since} change={(day) => set({ since: day || undefined })} />
        <DateField name={t('documents.to')} day={until} change={(day) => set({ until: day || undefined })} />
        {(find || by || since || until) && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setWords('')
              set({ find: undefined, by: undefined, since: undefined, until: undefined })
            }}
          >
            {t('documents.clear')}
          </button>
        )}
      </Toolbar>
    </form>
  )
}

// Shows what is typed at once; what is settled follows, and what the address says after back and forward.
function useRested(settled: string, settle: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState<string>()
  useEffect(() => {
    if (typed === undefined) return
    const timer = setTimeout(() => {
      settle(typed)
      setTyped(undefined)
    }, REST)
    return () => clearTimeout(timer)
  })
  return [typed ?? settled, setTyped]
}
