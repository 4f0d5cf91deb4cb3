// What a scenario changes of an entity or of the paths between two, beside the world as it is. Nothing while nothing is supposed.

import { useAddress } from '../../address/use_address'
import { useView } from '../../api/use_view'
import { useLanguage } from '../../i18n/language'
import styles from '../scenario/Scenario.module.css'
import { Differences, type Compared } from './Differences'

export function BesideTheWorld(compared: Compared) {
  const { t } = useLanguage()
  const [{ changes: supposed }] = useAddress()
  const { changes } = useView()
  if (supposed.length === 0) return null
  return <Differences {...compared} changes={[]} toChanges={changes} title={t('scenario.beside')} none={<p>{t('diff.none')}</p>} className={styles.beside} />
}
