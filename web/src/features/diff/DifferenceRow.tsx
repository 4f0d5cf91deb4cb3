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

const SIGNS = { gone: '−', come: '+', changed: '~' }

/** `headed`: in what it differs first is told over it. */
export function DifferenceRow({ difference: { kinds, before, after, claims }, headed = false }: { difference: Difference; headed?: boolean }) {
  const { t, intl } = useLanguage()
  const shown = after ?? before
  const change = !after ? 'gone' : !before ? 'come' : 'changed'
  const [was, is] = [before, after].map((side) => side && said(side, t, intl))
  // What both sides say alike is said once, with what is different all the same.
  const alike = was === is
  return (
    <li className={answer.row} data-change={change}>
      {shown && <What side={shown} />}
      <p className={styles.change}>
        <b aria-hidden="true">{SIGNS[change]}</b>
        {shown && <Who side={shown} />}
        {was && !alike && <s>{was}</s>}
        {change === 'gone' && <span>{t('diff.noLonger')}</span>}
        {was && is && !alike && <span aria-hidden="true">→</span>}
        {is && <span>{is}</span>}
        {kinds.slice(headed || !alike ? 1 : 0).map((kind) => (
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
  return null
}

// An entity alone stands beside what is said of it.
function Who({ side }: { side: SideFragment }) {
  const entity = 'direct' in side ? side.entity : 'subject' in side ? side.subject : undefined
  return entity && <EntityChip entity={entity} />
}
