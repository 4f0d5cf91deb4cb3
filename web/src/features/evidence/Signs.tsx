// What the signs say, while nothing is selected.

import type { ReactNode } from 'react'

import { ACCESSES, MODES, STANDINGS } from '../../api/words'
import { AccessBadge } from '../../design/AccessBadge'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import claim from './ClaimCard.module.css'
import { Section } from './Parts'
import styles from './Signs.module.css'

export function Signs() {
  const { t } = useLanguage()
  return (
    <>
      <Section title={t('signs.access')}>
        <dl className={styles.signs}>
          {ACCESSES.map((access) => (
            <Said key={access} name={<AccessBadge access={access} />} text={t(`signs.${access}`)} />
          ))}
        </dl>
      </Section>
      <Section title={t('signs.standing')}>
        <dl className={styles.signs}>
          {STANDINGS.map((standing) => (
            <Said key={standing} name={<><Sign name={`standing-${standing}`} /> {t(`standing.${standing}`)}</>} text={t(`signs.${standing}`)} />
          ))}
        </dl>
      </Section>
      <Section title={t('signs.beside')}>
        <dl className={styles.signs}>
          <Said name={<Sign name="disputed" />} text={t('signs.disputed')} />
          <Said name={<Sign name="assumed" />} text={t('signs.assumed')} />
        </dl>
      </Section>
      <Section title={t('signs.modes')}>
        <ul className={styles.modes}>
          {MODES.map((mode) => (
            <li key={mode} className={claim.claim} data-mode={mode}>
              {t(`mode.${mode}`)}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Said({ name, text }: { name: ReactNode; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
}
