// Signing in before anything is written, or where reading needs a token too.

import { useRef } from 'react'

import { useLanguage } from '../../i18n/language'
import { Sheet, type SheetHandle } from './parts/Sheet'
import { Session } from './sending/Session'
import styles from './Writing.module.css'

export default function SessionDialog() {
  const { t } = useLanguage()
  const sheet = useRef<SheetHandle>(null)
  const close = () => sheet.current?.close()
  const foot = (
    <button type="submit" className="button" data-first="true">
      {t('evidence.close')}
    </button>
  )
  return (
    <Sheet ref={sheet} title={t('writing.session')} submit={close} foot={foot} bare>
      <Session begun />
      <p className={styles.faint}>{t('writing.sessionHow')}</p>
    </Sheet>
  )
}
