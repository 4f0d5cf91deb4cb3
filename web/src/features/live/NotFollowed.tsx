// What is new is not told, and what one can do about it.

import { useLanguage } from '../../i18n/language'
import styles from './Live.module.css'

export function NotFollowed({ word, act }: { word: string; act: () => void }) {
  const { t } = useLanguage()
  return (
    <>
      <span className={styles.lost}>{t('live.notFollowed')}</span>
      <button type="button" className="button" onClick={act}>
        {word}
      </button>
    </>
  )
}
