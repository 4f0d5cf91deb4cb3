// Changes that would open a path, or make it firm; a press supposes them all.

import { printChange } from '../../address/changes'
import { useAddress } from '../../address/use_address'
import { Sign } from '../../design/Sign'
import type { StepFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { changeText } from '../scenario/change_text'
import { changesOf, namesIn } from './steps'
import styles from './WhyNot.module.css'

export function Steps({ title, steps }: { title: string; steps: readonly StepFragment[] }) {
  const { t } = useLanguage()
  const [{ changes }, go] = useAddress()
  const wanted = changesOf(steps)
  const names = namesIn(steps, t)
  return (
    <div className={styles.steps}>
      <h3>{title}</h3>
      <ul>
        {wanted.map((change) => (
          <li key={printChange(change)}>{changeText(change, names, t)}</li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => go({ changes: [...changes, ...wanted] })}>
        <Sign name="assumed" /> {t('whynot.suppose')}
      </button>
    </div>
  )
}
