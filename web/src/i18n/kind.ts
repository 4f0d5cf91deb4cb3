// What an entity is, in words: its finer kind where that is a usual one, else its kind, with the finer one as it was written.

import type { EntityKind } from '../gql/graphql'
import type { Translate } from './language'
import { en } from './vocabulary'

interface Entity {
  readonly kind: EntityKind
  readonly subkind: string | null
}

export function kindText({ kind, subkind }: Entity, t: Translate): string {
  const id = `subkind.${subkind ?? ''}`
  if (isUsual(id)) return t(id)
  return [t(`entity.${kind}`), subkind].filter(Boolean).join(' · ')
}

const isUsual = (id: string): id is keyof typeof en => Object.hasOwn(en, id)
