// The next page of what a view shows, from among its tools: on its way, or asked for again where it was lost.

import { faultOf } from '../api/fault'
import type { Pages } from '../api/use_connection'
import { useLanguage } from '../i18n/language'

interface Props extends Pages {
  label: string
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
