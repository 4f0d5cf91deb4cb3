// The page's language: as chosen, else as the browser prefers. Messages are typed: an id that there is not does not compile.

import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

import { messages, type MessageId } from './messages'

export type Language = keyof typeof messages
type Values = Record<string, string | number | Date>
export type Translate = (id: MessageId, values?: Values) => string

interface Spoken {
  language: Language
  setLanguage: (language: Language) => void
  t: Translate
  intl: IntlShape<string>
}

const Context = createContext<Spoken | null>(null)
const cache = createIntlCache()

/** Days are those of the server, in UTC. */
export function intlOf(language: Language): IntlShape<string> {
  return createIntl<string>({ locale: language, timeZone: 'UTC', messages: messages[language] }, cache)
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferred)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
  }, [language])
  const spoken = useMemo<Spoken>(() => {
    const intl = intlOf(language)
    return {
      language,
      setLanguage: (chosen) => {
        remember(chosen)
        setLanguage(chosen)
      },
      t: (id, values) => intl.formatMessage({ id }, values),
      intl,
    }
  }, [language])
  return <Context value={spoken}>{children}</Context>
}

export function useLanguage(): Spoken {
  const spoken = useContext(Context)
  if (!spoken) throw new Error('expected a LanguageProvider around this')
  return spoken
}

/** Before anything is drawn. */
export function preferred(): Language {
  const remembered = recall()
  if (remembered === 'en' || remembered === 'zh') return remembered
  const first = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag)) ?? 'en'
  return /^zh/i.test(first) ? 'zh' : 'en'
}

// A browser may refuse storage altogether.
function recall(): string | null {
  try {
    return window.localStorage.getItem('lodegraph.language')
  } catch {
    return null
  }
}

function remember(language: Language): void {
  try {
    window.localStorage.setItem('lodegraph.language', language)
  } catch {
    // Then it holds for this visit.
  }
}
