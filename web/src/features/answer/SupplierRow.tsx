// One supplier or customer: who, how it stands, how much, and the best path; the other paths unfold.

import { useId, useState } from 'react'

import { figureText, periodText } from '../../api/figure'
import { AccessBadge } from '../../design/AccessBadge'
import { EntityChip } from '../../design/EntityChip'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { Chain } from './Chain'
import { OtherPaths } from './OtherPaths'
import styles from './SupplierRow.module.css'
import type { SupplyEdge } from './use_supply'

interface Props {
  edge: SupplyEdge
  /** Where its paths lead, along the flow. */
  ends: { from: string; to: string }
}

export function SupplierRow({ edge: { node }, ends }: Props) {
  const { t, intl } = useLanguage()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <EntityChip entity={node.entity} strong />
        <AccessBadge access={node.access} />
        <span className={styles.direct}>{t(node.direct ? 'answer.direct' : 'answer.indirect')}</span>
        {node.share && <strong className={styles.share}>{figureText(node.share, intl)}</strong>}
      </div>
      <Disputed edge={node} />
      <Chain path={node.best} />
      <div className={styles.foot}>
        <span>
          {node.share && <Source share={node.share} />}
          {t('answer.publishers', { count: node.best.publishers })}
        </span>
        <button type="button" className={styles.unfold} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t('answer.otherPaths')} <Sign name="more" />
        </button>
      </div>
      <div id={id} hidden={!open}>
        {open && <OtherPaths from={ends.from} to={ends.to} except={node.best.key} />}
      </div>
    </li>
  )
}

// Of when the share is, and who says so.
function Source({ share }: { share: NonNullable<SupplyEdge['node']['share']> }) {
  const source = share.claims[0]?.evidence[0]?.document
  const said = [periodText(share.period), source?.publisher?.name ?? source?.title].filter(Boolean)
  return said.length > 0 && <>{said.join(', ')} · </>
}

// Figures that cannot be true beside the one that is shown.
function Disputed({ edge }: { edge: SupplyEdge['node'] }) {
  const { t, intl } = useLanguage()
  const conflicting = edge.share?.claims.flatMap((claim) => claim.conflictsWith.flatMap(({ measures }) => measures)) ?? []
  const figures = conflicting
    .filter(({ metric }) => metric === edge.share?.metric)
    .map((figure) => [figureText(figure, intl), periodText(figure.period)].filter(Boolean).join(' · '))
  if (figures.length === 0) return null
  return (
    <p className={styles.disputed}>
      <Sign name="disputed" /> {t('answer.also', { figures: [...new Set(figures)].join('; ') })}
    </p>
  )
}
