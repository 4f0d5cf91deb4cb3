// One thing that is different: before and after, and the claims behind it.

import { EntityChip } from '../../design/EntityChip'
import type { SideFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import answer from '../answer/Answer.module.css'
import { Chain } from '../answer/Chain'
import { scopeOf } from '../answer/scope'
import { TieChip } from '../answer/TieChip'
import type { Difference } from './DiffAnswer'
import styles from './Diff.module.css'
import { said } from './said'

export function DifferenceRow({ difference: { kinds, before, after, claims } }: { difference: Difference }) {
  const { t, intl } = useLanguage()
  const shown = after ?? before
  return (
    <li className={answer.row}>
      {shown && <What side={shown} />}
      <p className={styles.change}>
        {before && <s>{said(before, t, intl)}</s>}
        {before && after && <span aria-hidden="true">→</span>}
        {after && <span>{said(after, t, intl)}</span>}
        {kinds.slice(1).map((kind) => (
          <small key={kind}>{t(`diff.${kind}`)}</small>
        ))}
      </p>
      {claims.length > 0 && (
        <details className={styles.claims}>
          <summary>{t('diff.claims', { count: claims.length })}</summary>
          <ul>
            {claims.map(({ key, statement }) => (
              <li key={key}>{statement}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function What({ side }: { side: SideFragment }) {
  const { t } = useLanguage()
  if ('from' in side) {
    return (
      <div className={answer.tie}>
        <EntityChip entity={side.from} />
        <TieChip tie={side} statusless />
        <EntityChip entity={side.to} />
        <span className={answer.faint}>&ensp;{scopeOf(side, t)}</span>
      </div>
    )
  }
  if ('hops' in side) return <Chain path={side} />
  return 'subject' in side ? <EntityChip entity={side.subject} /> : null
}
