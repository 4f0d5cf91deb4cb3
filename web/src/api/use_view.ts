// The view that everything on the page is asked of: its dates, its scenario, and the language of names. Every document takes
// these variables.

import { useMemo } from 'react'

import { toInput } from '../address/changes'
import type { Address } from '../address/address'
import { useAddress } from '../address/use_address'
import type { ScenarioChange } from '../gql/graphql'
import { useLanguage } from '../i18n/language'

export interface DatesVariables {
  asOf: string | undefined
  publishedBy: string | undefined
  knownAt: string | undefined
  language: string
}

export interface ViewVariables extends DatesVariables {
  changes: ScenarioChange[]
}

/** As the hooks below give them, outside of what is drawn. */
export function viewOf({ asOf, publishedBy, knownAt, changes }: Address, language: string): ViewVariables {
  return { asOf, publishedBy, knownAt, language, changes: changes.map(toInput) }
}

/** Of the world as the sources have it. */
export function useDates(): DatesVariables {
  const [{ asOf, publishedBy, knownAt }] = useAddress()
  const { language } = useLanguage()
  return useMemo(() => ({ asOf, publishedBy, knownAt, language }), [asOf, publishedBy, knownAt, language])
}

/** Of the world with the changes of the scenario; without any it is the same. */
export function useView(): ViewVariables {
  const [{ changes }] = useAddress()
  const dates = useDates()
  return useMemo(() => ({ ...dates, changes: changes.map(toInput) }), [dates, changes])
}
