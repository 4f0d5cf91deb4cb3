// The claims of a passage; each selects what it is about. Many are folded.

import { useState } from 'react'

import type { Pick } from '../../address/address'
import { useAddress } from '../../address/use_address'
import { periodText } from '../../api/figure'
import type { DocumentClaimFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Reader.module.css'

const FOLDED = 4

export function Claims({ title, claims }: { title: string; claims: readonly DocumentClaimFragment[] }) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  if (claims.length === 0) return null
  const shown = open ? claims : claims.slice(0, FOLDED)
  return (
    <div className={styles.claims}>
      <ul aria-label={title}>
        {shown.map((claim) => (
          <Line key={claim.key} claim={claim} />
        ))}
      </ul>
      {shown.length < claims.length && (
        <button type="button" className={styles.all} onClick={() => setOpen(true)}>
          {t('documents.allClaims', { count: claims.length })}
        </button>
      )}
    </div>
  )
}

function Line({ claim }: { claim: DocumentClaimFragment }) {
  const { t, language } = useLanguage()
  const [{ pick }, go] = useAddress()
  const about = subject(claim)
  const over = claim.supersededBy !== null || claim.retraction !== null
  const facts = [t(`mode.${claim.mode}`), claim.status && t(`status.${claim.status}`), periodText(claim.valid), t(over ? 'documents.over' : claim.holds ? 'evidence.holds' : 'evidence.holdsNot')]
  return (
    <li>
      <button
        type="button"
        lang={language}
        className={claim.holds && !over ? styles.claim : `${styles.claim} ${styles.idle}`}
        aria-pressed={pick?.type === about.type && pick.key === about.key}
        onClick={() => go({ pick: about })}
      >
        <span>{over ? <s>{claim.statement}</s> : claim.statement}</span>
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </button>
    </li>
  )
}

function subject({ about }: DocumentClaimFragment): Pick {
  return about.__typename === 'Observation' ? { type: 'entity', key: about.subject.key } : { type: 'relation', key: about.key }
}
