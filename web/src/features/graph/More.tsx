// What of the selection is not drawn, and the way to it: the next page, until as many are drawn as can be told apart.

import { NextPage } from '../../design/NextPage'
import { useLanguage } from '../../i18n/language'
import { MOST, type Subgraph } from '../../subgraph/subgraph'
import type { Selected } from '../../subgraph/use_subgraph'

/** `whole`: all that there is to draw. */
export function More({ whole, pages }: { whole: Subgraph; pages: Selected }) {
  const { t } = useLanguage()
  if (whole.entities.size > MOST) return <span>{t('graph.bounded', { count: MOST })}</span>
  return pages.hasMore && <NextPage label={t('graph.more')} {...pages} />
}
