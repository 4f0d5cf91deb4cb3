// Whether goods can pass: a sign and a word.

import type { Access } from '../gql/graphql'
import { useLanguage } from '../i18n/language'
import styles from './AccessBadge.module.css'
import { Sign } from './Sign'

export function AccessBadge({ access }: { access: Access }) {
  const { t } = useLanguage()
  return (
    <span className={`${styles.badge} ${styles[access]}`}>
      <Sign name={`access-${access}`} />
      {t(`access.${access}`)}
    </span>
  )
}
