// The page: a question on top, its answer at the left, views of it in the middle, evidence at the right, the clocks below.

import * as Tabs from '@radix-ui/react-tabs'
import { Suspense, useEffect } from 'react'

import { TABS, type Tab } from '../address/address'
import { useAddress } from '../address/use_address'
import { Boundary } from '../design/Boundary'
import { Skeleton } from '../design/Skeleton'
import { AnswerView } from '../features/answer/AnswerView'
import { CopyLink } from '../features/ask/CopyLink'
import { Understood } from '../features/ask/Understood'
import { useUnderstanding } from '../features/ask/use_reading'
import { useWords } from '../features/ask/use_words'
import { TimeBar } from '../features/dates/TimeBar'
import { EvidencePanel } from '../features/evidence/EvidencePanel'
import { Live } from '../features/live/Live'
import { ScenarioBar } from '../features/scenario/ScenarioBar'
import { WhatIf } from '../features/scenario/WhatIf'
import { Asides } from '../features/writing/Asides'
import { Writing } from '../features/writing/Writing'
import { useLanguage } from '../i18n/language'
import styles from './App.module.css'
import { Header } from './Header'
import { useNarrow } from '../design/use_narrow'
import { VIEWS } from './views'

export function App() {
  const { t } = useLanguage()
  const narrow = useNarrow()
  const [{ question }] = useAddress()
  const about = useAbout()
  const words = useWords()
  useUnderstanding()
  useEffect(() => {
    document.title = words ? `${words} · Lodegraph` : 'Lodegraph'
  }, [words])
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#answer">
        {t('app.skip')}
      </a>
      <Header />
      <div className={styles.asked}>
        <div className={styles.understood}>
          {question && <Understood />}
          <div className={styles.more}>
            <Live />
            <Asides />
            <WhatIf />
            <CopyLink />
          </div>
        </div>
        <ScenarioBar />
      </div>
      <main className={styles.main} id="answer" tabIndex={-1}>
        {!narrow && (
          <section className={styles.answer} aria-label={t('app.answer')} tabIndex={0}>
            <Boundary of={about}>
              <AnswerView />
            </Boundary>
          </section>
        )}
        <Views narrow={narrow} />
        <Boundary of={about}>
          <EvidencePanel />
        </Boundary>
      </main>
      <Writing />
      <TimeBar />
    </div>
  )
}

function Views({ narrow }: { narrow: boolean }) {
  const { t } = useLanguage()
  const [{ tab }, go] = useAddress()
  const about = useAbout()
  const shown = shownTab(tab, narrow)
  return (
    <Tabs.Root className={styles.views} data-beside={!narrow} value={shown} onValueChange={(value) => go({ tab: TABS.find((known) => known === value) })}>
      <Tabs.List className={styles.tabs} aria-label={t('app.views')}>
        {narrow && <Tabs.Trigger value="answer">{t('app.answer')}</Tabs.Trigger>}
        {VIEWS.map(({ id }) => (
          <Tabs.Trigger key={id} value={id}>
            {t(`app.${id}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {narrow && (
        <Tabs.Content className={styles.view} value="answer">
          <Boundary of={about}>
            <AnswerView />
          </Boundary>
        </Tabs.Content>
      )}
      {VIEWS.map(({ id, Component }) => (
        <Tabs.Content key={id} className={styles.view} value={id}>
          <Boundary of={about}>
            <Suspense fallback={<Skeleton />}>
              <Component />
            </Suspense>
          </Boundary>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}

// What the parts of the page are about: where it is something else, one that failed may not.
function useAbout(): string {
  const [{ words, question, pick, tab }] = useAddress()
  return JSON.stringify([words, question, pick, tab])
}

// In columns the answer stands beside the views, so that it is no view of its own.
function shownTab(tab: Tab | undefined, narrow: boolean): Tab {
  const first = narrow ? 'answer' : (VIEWS[0]?.id ?? 'answer')
  if (tab === 'answer') return first
  return VIEWS.some(({ id }) => id === tab) && tab ? tab : first
}
