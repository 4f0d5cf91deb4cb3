// An entity that is being made, or made anew as a whole.

import type { EntityInput, EntityKind, Stage } from '../../../gql/graphql'
import { performs, type NameRole } from '../model'
import { blankText, given, texts, type TextDraft } from './given'
import { keyOf } from './key_text'

export interface NameDraft extends TextDraft {
  role: NameRole
}

export interface CodeDraft {
  scheme: string
  value: string
}

export interface EntityDraft {
  /** Left empty it is made of the first name that gives one. */
  key: string
  kind: EntityKind
  subkind: string
  names: NameDraft[]
  description: TextDraft[]
  codes: CodeDraft[]
  broader?: string | undefined
  stage?: Stage | undefined
  commodities: string[]
  aggregate: boolean
  /** Whether it stands there already: then key and kind stay. */
  version: boolean
}

export const BLANK_CODE: CodeDraft = { scheme: '', value: '' }

export function blankName(language: string, text = ''): NameDraft {
  return { ...blankText(language, text), role: 'official' }
}

/** Named so, in this language. */
export function blankEntity(language: string, name = ''): EntityDraft {
  return { key: '', kind: 'ORGANIZATION', subkind: '', names: [blankName(language, name)], description: [], codes: [], commodities: [], aggregate: false, version: false }
}

export function entityKey({ key, names }: EntityDraft): string {
  return key.trim() || (names.map(({ text }) => keyOf(text)).find(Boolean) ?? '')
}

/** Of a draft without problems. */
export function toEntity(draft: EntityDraft): EntityInput {
  const { kind, subkind, codes, broader, stage, commodities, aggregate } = draft
  const performed = performs(kind) ? { stage, commodities } : {}
  const names = draft.names.filter(({ text }) => text.trim() !== '').map(({ text, language, role }) => ({ text: text.trim(), language: language.trim(), role }))
  return given({
    key: entityKey(draft),
    kind,
    subkind,
    names,
    description: texts(draft.description),
    codes: codes.map(({ scheme, value }) => ({ scheme: scheme.trim(), value: value.trim() })),
    broader: kind === 'COMMODITY' ? broader : undefined,
    ...performed,
    aggregate: aggregate || undefined,
  })
}
