// How one side of a difference stands, in words.

import type { IntlShape } from '@formatjs/intl'

import { figureText, periodText } from '../../api/figure'
import type { SideFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'

export function said(side: SideFragment, t: Translate, intl: IntlShape<string>): string {
  if ('from' in side) {
    const shares = 'shares' in side ? side.shares.filter(({ holds }) => holds).map((share) => figureText(share, intl)) : []
    const access = 'access' in side ? t(`access.${side.access}`) : undefined
    return [t(`status.${side.status}`), access, periodText(side.valid), ...shares.slice(0, 1)].filter(Boolean).join(', ')
  }
  if ('hops' in side) return [t(`standing.${side.standing}`), t(`access.${side.access}`)].join(', ')
  if ('direct' in side) {
    const share = side.share && figureText(side.share, intl)
    return [share, t(`standing.${side.standing}`), t(`access.${side.access}`), t(side.direct ? 'answer.direct' : 'answer.indirect')].filter(Boolean).join(', ')
  }
  return side.text ?? side.figures.filter(({ holds }) => holds).map((figure) => figureText(figure, intl)).join(', ')
}
