// What the fields of a form share: what is wrong by field, the names of what they hold, and the way to make what is not there yet.

import { createContext, useContext, useId } from 'react'

import type { NameFragment } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import type { Problems } from '../drafts/problems'
import type { Thing } from '../drafts/work'

export interface Filling {
  problems: Problems
  /** What the server said of a field when it refused. */
  refused?: { at: string; said: string } | undefined
  names: ReadonlyMap<string, NameFragment>
  /** Titles of documents that are made in the same transaction. */
  titles: ReadonlyMap<string, string>
  /** Opens a form for what a field has to name, where that may be made on the way; `named` gets its key. */
  make?: (thing: Thing, named: (key: string) => void) => void
}

export const FillingContext = createContext<Filling>({ problems: {}, names: new Map(), titles: new Map() })

export function useFilling(): Filling {
  return useContext(FillingContext)
}

interface FieldState {
  id: string
  /** What stands under it: what is wrong, else the hint. */
  said: string | undefined
  wrong: boolean
  /** For the control itself. */
  own: { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }
}

export function useField(at: string, hint?: string): FieldState {
  const { t } = useLanguage()
  const { problems, refused } = useFilling()
  const id = useId()
  const problem = problems[at]
  const by = refused?.at === at ? refused.said : undefined
  const said = problem ? t(`writing.problem.${problem}`) : (by ?? hint)
  const wrong = problem !== undefined || by !== undefined
  return { id, said, wrong, own: { id, 'aria-invalid': wrong, 'aria-describedby': said ? `${id}-said` : undefined } }
}
