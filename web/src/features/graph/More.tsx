// What of the selection is not drawn, and the way to it: the next page, until as many are drawn as can be told apart.

import { useLanguage } from '../../i18n/language'
import { MOST, type Subgraph } from '../../subgraph/subgraph'

interface Props {
  /** All that there is to draw. */
  whole: Subgraph
  hasMore: boolean
  more: () => void
}

export function More({ whole, hasMore, more }: Props) {
  const { t } = useLanguage()
  if (whole.entities.size > MOST) return <span>{t('graph.bounded', { count: MOST })}</span>
  if (!hasMore) return null
  return (
    <button type="button" className="button" onClick={more}>
      {t('graph.more')}
    </button>
  )
}
