// One claim: what it says, how, who said it, where it can be read, and whether it holds.

import { reading } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { figureText, periodText } from '../../api/figure'
import { useNarrow } from '../../design/use_narrow'
import { Sign } from '../../design/Sign'
import type { ClaimLineFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { ClaimButtons } from '../writing/Writing'
import styles from './ClaimCard.module.css'
import type { Rank, Ranks } from './ranks'

export function ClaimCard({ claim, ranks }: { claim: ClaimLineFragment; ranks?: Ranks | undefined }) {
  const { t, intl } = useLanguage()
  const [{ knownAt, pick }] = useAddress()
  const picked = pick?.type === 'claim' && pick.key === claim.key
  const over = claim.retraction !== null || claim.supersededBy !== null
  return (
    <li className={`${styles.claim} ${claim.holds ? '' : styles.idle}`} data-mode={claim.mode} aria-current={picked || undefined} ref={picked ? intoView : undefined}>
      <p className={styles.statement}>{over ? <s>{claim.statement}</s> : claim.statement}</p>
      <p className={styles.facts}>
        <span className={styles.mode}>{t(`mode.${claim.mode}`)}</span>
        {claim.status && <span>{t(`status.${claim.status}`)}</span>}
        <span>{t(claim.holds ? 'evidence.holds' : 'evidence.holdsNot')}</span>
        {periodText(claim.valid) && <span>{periodText(claim.valid)}</span>}
        <SaidBy claim={claim} />
      </p>
      {claim.retraction && (
        <p className={styles.over}>{t('evidence.retracted', { date: intl.formatDate(claim.retraction.at), reason: claim.retraction.reason })}</p>
      )}
      {claim.supersededBy && <p className={styles.over}>{t('evidence.superseded', { statement: claim.supersededBy.statement })}</p>}
      {claim.amends && <p className={styles.note}>{t('evidence.amendsOther')}</p>}
      {claim.supersedes && <p className={styles.note}>{t('evidence.correctsOther')}</p>}
      {claim.note && <p className={styles.note}>{claim.note}</p>}
      <Sources claim={claim} />
      {!over && !knownAt && <ClaimButtons claim={claim.key} />}
      <Conflicts claim={claim} ranks={ranks} figure={(figures) => figures.map((figure) => figureText(figure, intl)).join(', ')} />
    </li>
  )
}

// Whoever follows a link to a claim sees it without a search among the others.
const intoView = (card: HTMLLIElement | null) => card?.scrollIntoView({ block: 'nearest' })

function SaidBy({ claim: { saidBy } }: { claim: ClaimLineFragment }) {
  const { t, intl } = useLanguage()
  if (saidBy.length === 0) return null
  const names = intl.formatList(saidBy.map(({ name }) => name), { type: saidBy.length > 1 ? 'disjunction' : 'conjunction' })
  return <span>{t(saidBy.length > 1 ? 'evidence.saidByOneOf' : 'evidence.saidBy', { names })}</span>
}

function Sources({ claim }: { claim: ClaimLineFragment }) {
  const [{ options, pick }, go] = useAddress()
  const narrow = useNarrow()
  return (
    <ul className={styles.sources}>
      {claim.evidence.map(({ document, locator, quote }) => (
        <li key={`${document.key} ${locator ?? ''}`}>
          <button type="button" onClick={() => go({ ...reading(options, document.key, locator), pick: narrow ? undefined : pick })}>
            <Sign name="document" />
            <span>
              {document.title}
              {locator && <b> {locator}</b>}
            </span>
          </button>
          <small>{[document.publisher?.name, document.published].filter(Boolean).join(', ')}</small>
          {quote && <q>{quote}</q>}
        </li>
      ))}
    </ul>
  )
}

interface ConflictProps {
  claim: ClaimLineFragment
  ranks: Ranks | undefined
  figure: (figures: ClaimLineFragment['measures']) => string
}

function Conflicts({ claim, ranks, figure }: ConflictProps) {
  const { t } = useLanguage()
  if (claim.conflictsWith.length === 0) return null
  const decides = ({ first, why }: Rank, other: ClaimLineFragment['conflictsWith'][number]) =>
    t(first ? 'evidence.goesAfter' : 'evidence.goesBefore', { why: t(`evidence.by.${why}`, { mode: t(`mode.${first ? claim.mode : other.mode}`) }) })
  return (
    <div className={styles.conflicts}>
      <p>
        <Sign name="disputed" /> {t('evidence.conflicts')}
      </p>
      <ul>
        {claim.conflictsWith.map((other) => {
          const rank = ranks?.(claim.key, other.key)
          return (
            <li key={other.key}>
              <b>{figure(other.measures)}</b> {other.statement} {rank && <small>({decides(rank, other)})</small>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
