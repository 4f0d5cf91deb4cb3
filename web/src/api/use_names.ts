// Names of entities whose keys an address holds.

import { useMemo } from 'react'

import { NamesDocument, type NameFragment } from '../gql/graphql'
import { useLanguage } from '../i18n/language'
import { useAnswer } from './use_answer'

/** By key; what is not there yet, or is no entity, is missing. */
export function useNames(keys: readonly string[]): Map<string, NameFragment> {
  const { language } = useLanguage()
  const ids = [...new Set(keys)].sort()
  const { data } = useAnswer(NamesDocument, { ids, language }, { pause: ids.length === 0 })
  return useMemo(() => new Map(data?.nodes.flatMap((node) => (node?.__typename === 'Entity' ? [[node.key, node] as const] : []))), [data])
}
