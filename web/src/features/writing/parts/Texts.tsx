// Words in one or several languages.

import { useLanguage } from '../../../i18n/language'
import { blankText, type TextDraft } from '../drafts/given'
import { TextField } from './fields'
import { Rows } from './Rows'

/** Tags that are usual here. */
export const LANGUAGES = ['en', 'zh', 'zh-Hant', 'ja', 'ko', 'fr', 'de', 'es', 'ru'] as const

interface Props {
  /** The field of the draft. */
  at: string
  label: string
  add: string
  texts: readonly TextDraft[]
  change: (texts: TextDraft[]) => void
  least?: number
}

export function Texts({ at, label, add, texts, change, least = 0 }: Props) {
  const { language } = useLanguage()
  const title = (number: number) => (texts.length > 1 ? `${label} ${number}` : label)
  return (
    <Rows items={texts} change={change} blank={() => blankText(unused(texts, language))} title={title} add={add} least={least}>
      {(text, set, place) => <Words at={`${at}.${place}`} label={title(place + 1)} text={text} change={set} />}
    </Rows>
  )
}

interface WordsProps {
  at: string
  label: string
  text: TextDraft
  change: (part: Partial<TextDraft>) => void
}

/** Words and their language. */
export function Words({ at, label, text: { text, language }, change }: WordsProps) {
  const { t } = useLanguage()
  return (
    <>
      <TextField at={`${at}.text`} label={label} long value={text} change={(text) => change({ text })} />
      <TextField at={`${at}.language`} label={t('writing.language')} value={language} usual={LANGUAGES} hint={t('writing.languageHint')} change={(language) => change({ language })} />
    </>
  )
}

/** The language of the page first, then English, then Chinese, then whatever is typed. */
export function unused(texts: readonly TextDraft[], own: string): string {
  return [own, 'en', 'zh'].find((tag) => !texts.some(({ language }) => language === tag)) ?? ''
}
