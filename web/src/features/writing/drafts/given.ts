// What was filled in, and nothing else.

import type { TextInput } from '../../../gql/graphql'

/** Without what was left empty; words without the spaces around them. */
export function given<T extends object>(value: T): T {
  const bare = Object.entries(value).map(([name, part]) => [name, typeof part === 'string' ? part.trim() : part] as const)
  return Object.fromEntries(bare.filter(([, part]) => part !== undefined && part !== '' && !(Array.isArray(part) && part.length === 0))) as T
}

/** Words in a language, as they are typed. */
export interface TextDraft {
  text: string
  language: string
}

/** Words to begin with, in this language. */
export function blankText(language: string, text = ''): TextDraft {
  return { text, language: /\p{Script=Han}/u.test(text) ? 'zh' : language }
}

/** Those that say something. */
export function texts(drafts: readonly TextDraft[]): TextInput[] {
  return drafts.filter(({ text }) => text.trim() !== '').map(({ text, language }) => ({ text: text.trim(), language: language.trim() }))
}
