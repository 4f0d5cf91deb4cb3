// Name, question, settings.

import * as Menu from '@radix-ui/react-dropdown-menu'

import { EMPTY } from '../address/address'
import { useAddress } from '../address/use_address'
import { Sign } from '../design/Sign'
import { AskBar } from '../features/ask/AskBar'
import { begin } from '../features/writing/desk'
import { useLanguage, type Language } from '../i18n/language'
import styles from './Header.module.css'
import { THEMES, useTheme, type Theme } from './theme'

export function Header() {
  const { t } = useLanguage()
  const [, go] = useAddress()
  return (
    <header className={styles.header}>
      <a
        className={styles.name}
        href="/"
        aria-label={t('app.home')}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          go({ ...EMPTY, question: undefined, pick: undefined, tab: undefined, asOf: undefined, publishedBy: undefined, knownAt: undefined })
        }}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 13 8 4l5 9" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <circle cx="8" cy="4" r="2.5" fill="currentColor" />
          <circle cx="3" cy="13" r="2.5" fill="currentColor" />
          <circle cx="13" cy="13" r="2.5" fill="currentColor" />
        </svg>
        <span>Lodegraph</span>
      </a>
      <AskBar />
      <Settings />
    </header>
  )
}

function Settings() {
  const { t, language, setLanguage } = useLanguage()
  const [theme, setTheme] = useTheme()
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={`button ${styles.trigger}`}>
        <span>{language === 'zh' ? '中文' : 'EN'}</span> <span className="visually-hidden">{t('app.menu')}</span> <Sign name="more" />
      </Menu.Trigger>
      <Menu.Content className={`popover ${styles.menu}`} align="end" sideOffset={4}>
        <Menu.Label>{t('app.language')}</Menu.Label>
        <Menu.RadioGroup value={language} onValueChange={(value) => setLanguage(value as Language)}>
          <Choice value="en">English</Choice>
          <Choice value="zh">中文</Choice>
        </Menu.RadioGroup>
        <Menu.Separator />
        <Menu.Label>{t('app.theme')}</Menu.Label>
        <Menu.RadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
          {THEMES.map((choice) => (
            <Choice key={choice} value={choice}>
              {t(`app.theme.${choice}`)}
            </Choice>
          ))}
        </Menu.RadioGroup>
        <Menu.Separator />
        <Menu.Item onSelect={() => begin('session')}>{t('app.session')}</Menu.Item>
        <Menu.Item asChild>
          <a href="/playground">{t('app.playground')}</a>
        </Menu.Item>
        <Menu.Item asChild>
          <a href="/schema.graphql">{t('app.contract')}</a>
        </Menu.Item>
      </Menu.Content>
    </Menu.Root>
  )
}

function Choice({ value, children }: { value: string; children: string }) {
  return (
    <Menu.RadioItem value={value}>
      <span className={styles.tick}>
        <Menu.ItemIndicator>✓</Menu.ItemIndicator>
      </span>
      {children}
    </Menu.RadioItem>
  )
}
