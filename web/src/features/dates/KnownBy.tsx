// The second clock: all that is recorded, what was in print by a day, or what the store had recorded by an instant.

import * as Popover from '@radix-ui/react-popover'
import type { ReactNode } from 'react'

import { useAddress } from '../../address/use_address'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { today } from './days'
import styles from './TimeBar.module.css'

export function KnownBy() {
  const { t } = useLanguage()
  const [{ publishedBy, knownAt, asOf }, go] = useAddress()
  const said = publishedBy
    ? t('dates.printOn', { date: publishedBy })
    : knownAt
      ? t('dates.recordedAt', { date: knownAt.slice(0, 16).replace('T', ' ') })
      : t('dates.now')
  return (
    <div className={styles.known}>
      <span>{t('dates.knownBy')}</span>
      <Popover.Root>
        <Popover.Trigger className="button" aria-label={`${t('dates.knownBy')}: ${said}`}>
          {said} <Sign name="more" />
        </Popover.Trigger>
        <Popover.Content className={`popover ${styles.choices}`} side="top" align="end" sideOffset={6} aria-label={t('dates.knownBy')}>
          <Choice label={t('dates.now')} chosen={!publishedBy && !knownAt} choose={() => go({ publishedBy: undefined, knownAt: undefined })} />
          <Choice
            label={t('dates.print')}
            chosen={publishedBy !== undefined}
            choose={() => go({ publishedBy: asOf ?? today(), knownAt: undefined })}
          >
            <input
              type="date"
              aria-label={t('dates.day')}
              value={publishedBy}
              onChange={(event) => event.target.value && go({ publishedBy: event.target.value }, 'replace')}
            />
          </Choice>
          <Choice
            label={t('dates.recorded')}
            chosen={knownAt !== undefined}
            choose={() => go({ publishedBy: undefined, knownAt: `${new Date().toISOString().slice(0, 16)}:00Z` })}
          >
            <input
              type="datetime-local"
              aria-label={t('dates.instant')}
              value={knownAt?.slice(0, 16)}
              onChange={(event) => event.target.value && go({ knownAt: `${event.target.value.slice(0, 16)}:00Z` }, 'replace')}
            />
          </Choice>
        </Popover.Content>
      </Popover.Root>
    </div>
  )
}

interface ChoiceProps {
  label: string
  chosen: boolean
  choose: () => void
  children?: ReactNode
}

function Choice({ label, chosen, choose, children }: ChoiceProps) {
  return (
    <div className={styles.choice}>
      <label>
        <input type="radio" name="known-by" checked={chosen} onChange={choose} />
        {label}
      </label>
      {chosen && children}
    </div>
  )
}
