// The answer of the scenario beside that of the world as it is, in words and numbers.

import type { Question } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { figureText } from '../../api/figure'
import { EntityChip } from '../../design/EntityChip'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { useSupply, type Supply } from '../answer/use_supply'
import { compare, type Compared } from './compare'
import styles from './Scenario.module.css'

/** Nothing while nothing is supposed. */
export function Comparison({ question, supply }: { question: Question; supply: Supply }) {
  const [{ changes }] = useAddress()
  return changes.length > 0 && <Beside question={question} supply={supply} />
}

function Beside({ question, supply }: { question: Question; supply: Supply }) {
  const { t } = useLanguage()
  const baseline = useSupply(question, { baseline: true })
  if (!baseline.supply) return null
  const [before, after] = [baseline.supply, supply].map(({ edges }) => edges.map(({ node }) => node))
  if (!before || !after) return null
  const compared = compare(before, after)
  const same = compared.gone.length + compared.come.length + compared.changed.length === 0
  return (
    <section className={styles.beside} aria-live="polite">
      <h3>{t('scenario.beside')}</h3>
      <p>{same ? t('scenario.same', { count: after.length }) : t('scenario.counts', { before: before.length, after: after.length })}</p>
      <ChangedLines compared={compared} />
    </section>
  )
}

/** Who is gone, who came, who changed. */
export function ChangedLines({ compared: { gone, come, changed } }: { compared: Compared }) {
  const { t, intl } = useLanguage()
  const say = ({ standing, access, direct, share }: Compared['gone'][number]) =>
    [share && figureText(share, intl), t(`standing.${standing}`), t(`access.${access}`), t(direct ? 'answer.direct' : 'answer.indirect')].filter(Boolean).join(', ')
  return (
    <ul className={styles.lines}>
      {gone.map((supplier) => (
        <li key={supplier.entity.key} data-change="gone">
          <b aria-hidden="true">−</b> <EntityChip entity={supplier.entity} /> <s>{say(supplier)}</s> {t('scenario.gone')}
        </li>
      ))}
      {come.map((supplier) => (
        <li key={supplier.entity.key} data-change="come">
          <b aria-hidden="true">+</b> <EntityChip entity={supplier.entity} /> {say(supplier)}
        </li>
      ))}
      {changed.map(({ before, after }) => (
        <li key={after.entity.key} data-change="changed">
          <b aria-hidden="true">~</b> <EntityChip entity={after.entity} /> <s>{say(before)}</s>
          <span>
            → <Sign name={`access-${after.access}`} /> {say(after)}
          </span>
        </li>
      ))}
    </ul>
  )
}
