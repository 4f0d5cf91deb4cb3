// Every claim about a relation or an observation, and a further one to be written.

import { useMemo } from 'react'

import { useAnswer } from '../../api/use_answer'
import type { Pages } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { RanksDocument, type ClaimLineFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { MoreButton } from '../answer/Heading'
import type { Begun } from '../writing/desk'
import { WriteButton } from '../writing/Writing'
import { ClaimCard } from './ClaimCard'
import styles from './Evidence.module.css'
import { counted, Section } from './Parts'
import { ranksOf } from './ranks'

/** How many come at once. */
export const CLAIMS = 40

interface Props {
  about: string
  claims: { edges: readonly { node: ClaimLineFragment }[]; pageInfo: { hasNextPage: boolean } }
  pages: Pages
  begun: Begun
}

export function Claims({ about, claims, pages, begun }: Props) {
  const { t } = useLanguage()
  const ranks = useRanks(about, claims.edges.some(({ node }) => node.conflictsWith.length > 0))
  return (
    <Section title={t('evidence.claims')} count={counted(claims)}>
      <ul className={styles.list}>
        {claims.edges.map(({ node }) => (
          <ClaimCard key={node.key} claim={node} ranks={ranks} />
        ))}
      </ul>
      {claims.pageInfo.hasNextPage && <MoreButton {...pages} label={t('evidence.more')} />}
      <p className={styles.actions}>
        <WriteButton begun={begun} />
      </p>
    </Section>
  )
}

// Asked for where there is something to decide.
function useRanks(key: string, disputed: boolean) {
  const { language: _, ...view } = useView()
  const { data } = useAnswer(RanksDocument, { ...view, key }, { pause: !disputed })
  return useMemo(() => data && ranksOf(data.view.scenario.conflicts.edges), [data])
}
