// What is known of what a form names, and what is wrong with it.

import { useMemo } from 'react'

import { useAnswer } from '../../api/use_answer'
import { useNames } from '../../api/use_names'
import { StandingDocument } from '../../gql/graphql'
import { isKey } from './drafts/key_text'
import { claimProblems, documentProblems, entityProblems, type Problems } from './drafts/problems'
import { entitiesOf, keyOfThing, nameOf, open, type Work } from './drafts/work'

export function useKnown(state: Work) {
  const form = open(state)
  const asked = useNames([...entitiesOf(form), ...entitiesOf(state.begun)].filter((key) => !state.made.has(key)))
  const names = useMemo(() => {
    const own = [...state.made].flatMap(([key, thing]) => (thing.what === 'entity' ? [[key, nameOf(thing)] as const] : []))
    return new Map([...asked, ...own])
  }, [asked, state.made])
  const titles = useMemo(
    () => new Map([...state.made].flatMap(([key, thing]) => (thing.what === 'document' ? [[key, thing.draft.titles.find(({ text }) => text.trim())?.text ?? key] as const] : []))),
    [state.made],
  )

  // A key stands for one thing for ever: whether it is free is told while it is typed.
  const free = form.what === 'claim' || (form.what === 'entity' && form.draft.version) ? '' : keyOfThing(form)
  const { data, stale } = useAnswer(StandingDocument, { key: free }, { pause: !isKey(free) })
  const standing = data?.node !== null && data?.node !== undefined && !stale
  const was = state.onTheWay.at(-1)?.was
  const taken = (key: string) => (standing && key === free) || (state.made.has(key) && key !== was)

  const kindOf = (key: string) => names.get(key)?.kind
  const problems: Problems = form.what === 'claim' ? claimProblems(form.draft, kindOf) : form.what === 'entity' ? entityProblems(form.draft, kindOf, taken) : documentProblems(form.draft, taken)
  return { names, titles, problems }
}
