// The view that everything on the page is asked of: its dates, and the language of names. Every document takes these variables.

import { useMemo } from 'react'

import { useAddress } from '../address/use_address'
import { useLanguage } from '../i18n/language'

export interface ViewVariables {
  asOf: string | undefined
  publishedBy: string | undefined
  knownAt: string | undefined
  language: string
}

export function useView(): ViewVariables {
  const [{ asOf, publishedBy, knownAt }] = useAddress()
  const { language } = useLanguage()
  return useMemo(() => ({ asOf, publishedBy, knownAt, language }), [asOf, publishedBy, knownAt, language])
}
