// What is supposed, over all that follows from it, each part to be undone. Nothing while nothing is supposed.

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import styles from './Scenario.module.css'
import { useChanges } from './use_changes'

export function ScenarioBar() {
  const { t } = useLanguage()
  const { changes, undo, reset } = useChanges()
  if (changes.length === 0) return null
  return (
    <section className={styles.bar} aria-label={t('scenario.label')}>
      <h2>
        <Sign name="assumed" /> {t('scenario.supposed')}
      </h2>
      <ul>
        {changes.map(({ key, text }) => (
          <li key={key} className={styles.change}>
            {text}
            <button type="button" aria-label={t('scenario.undo', { change: text })} onClick={() => undo(key)}>
              <Sign name="close" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={reset}>
        {t('scenario.reset')}
      </button>
    </section>
  )
}
