// What was closed before it was sent: nothing that was typed is lost, until one throws it away.

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { begin, throwAway, useAsides } from './desk'
import { useUnsent } from './use_unsent'
import styles from './Writing.module.css'

export function Asides() {
  const { t } = useLanguage()
  const asides = useAsides()
  useUnsent(asides.length > 0)
  if (asides.length === 0) return null
  return (
    <div className={styles.asides}>
      {asides.map((aside, place) => (
        // Two may have one title.
        <span key={`${place} ${aside.title}`}>
          <button type="button" className="button" onClick={() => begin(aside.task)}>
            {t('writing.aside', { title: aside.title })}
          </button>
          <button type="button" className="button" aria-label={t('writing.asideDrop', { title: aside.title })} onClick={() => throwAway(aside)}>
            <Sign name="close" />
          </button>
        </span>
      ))}
    </div>
  )
}
