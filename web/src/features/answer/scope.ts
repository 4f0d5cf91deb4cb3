// Of what a relation is, and at which step of the chain; what an end says already is left out.

import type { TieFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'

export function scopeOf(tie: TieFragment, t: Translate): string {
  const commodity = tie.commodity?.key === tie.to.key ? undefined : tie.commodity?.name
  return [commodity, tie.stage && t(`stage.${tie.stage}`)].filter(Boolean).join(', ')
}
