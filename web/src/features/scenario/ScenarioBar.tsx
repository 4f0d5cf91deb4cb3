// What is supposed, each part to be undone; and the way to suppose more.

import * as Popover from '@radix-ui/react-popover'
import { useState } from 'react'

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import styles from './Scenario.module.css'
import { SupposeForm } from './SupposeForm'
import { useChanges } from './use_changes'

export function ScenarioBar() {
  const { t } = useLanguage()
  const { changes, suppose, undo, reset } = useChanges()
  const [open, setOpen] = useState(false)
  return (
    <div className={`${styles.bar} ${changes.length > 0 ? styles.active : ''}`} role="group" aria-label={t('scenario.label')}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className={styles.trigger}>
          <Sign name="assumed" /> {t('scenario.whatIf')}
        </Popover.Trigger>
        <Popover.Content className={styles.popover} align="end" sideOffset={4} aria-label={t('scenario.whatIf')}>
          <SupposeForm
            suppose={(change) => {
              setOpen(false)
              suppose(change)
            }}
          />
        </Popover.Content>
      </Popover.Root>
      {changes.map(({ key, text }) => (
        <span key={key} className={styles.change}>
          {text}
          <button type="button" aria-label={t('scenario.undo', { change: text })} onClick={() => undo(key)}>
            <Sign name="close" />
          </button>
        </span>
      ))}
      {changes.length > 0 && (
        <button type="button" className={styles.reset} onClick={reset}>
          {t('scenario.reset')}
        </button>
      )}
    </div>
  )
}
