// The next page of what a view shows, from among its tools: on its way, or asked for again where it was lost.

import type { CombinedError } from 'urql'

import { faultOf } from '../api/fault'
import { useLanguage } from '../i18n/language'

interface Props {
  label: string
  more: () => void
  gathering: boolean
  lost: CombinedError | undefined
}

export function NextPage({ label, more, gathering, lost }: Props) {
  const { t } = useLanguage()
  return (
    <>
      {lost && <span role="alert">{t(faultOf(lost).code === 'NETWORK' ? 'fault.network' : 'fault.other')}</span>}
      <button type="button" className="button" aria-disabled={gathering} onClick={() => gathering || more()}>
        {gathering ? t('answer.moreComing') : lost ? t('fault.again') : label}
      </button>
    </>
  )
}
