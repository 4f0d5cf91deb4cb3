// What the timeline is of: as chosen, else what the question is about, else what is selected. What was opened up by hand can be chosen too.

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useNames } from '../../api/use_names'
import { useView } from '../../api/use_view'
import { RelationEndsDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { useHands } from '../../subgraph/use_hands'

export interface Subject {
  key: string | undefined
  name: string
  choices: { key: string; name: string }[]
}

export function useSubject(): Subject {
  const { t } = useLanguage()
  const [{ question, pick, options }] = useAddress()
  const { about, of, from, to, commodity } = question?.parts ?? {}
  const asked = [about, of, from, to, commodity].filter((key) => key !== undefined)
  const picked = pick?.type === 'entity' || pick?.type === 'relation' ? pick.key : undefined
  const key = options.line ?? asked[0] ?? picked
  const { expanded } = useHands()
  const keys = [...new Set([...asked, picked, options.line, ...expanded.keys()].filter((one) => one !== undefined))]
  const named = useNamed(keys)
  const choices = keys.map((one) => ({ key: one, name: one === picked && !asked.includes(one) ? t('timeline.selected', { name: named(one) }) : named(one) }))
  return { key, name: key ? named(key) : '', choices }
}

/** The names of entities, and of one relation among them by its ends. */
export function useNamed(keys: readonly string[]): (key: string) => string {
  const { t } = useLanguage()
  const view = useView()
  const names = useNames(keys)
  const relation = keys.find((key) => /^[a-z]+\..+\./.test(key))
  const { data } = useAnswer(RelationEndsDocument, { ...view, key: relation ?? '' }, { pause: !relation })
  const tie = data?.view.scenario.relation
  return (key) => {
    if (key === relation && tie) return t('timeline.relation', { from: tie.from.name, kind: t(`kind.${tie.kind}`), to: tie.to.name })
    return names.get(key)?.name ?? key
  }
}
