// The claims about a relation that were retracted: they count no longer, and stay readable.

import { useAnswer } from '../../api/use_answer'
import { useDates } from '../../api/use_view'
import { RetractedClaimsDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { ClaimCard } from './ClaimCard'
import styles from './Evidence.module.css'
import { Section } from './Parts'

export function Retracted({ relation: key }: { relation: string }) {
  const { t } = useLanguage()
  const { data } = useAnswer(RetractedClaimsDocument, { ...useDates(), key })
  const claims = data?.view.claims
  if (!claims || claims.edges.length === 0) return null
  return (
    <Section title={t('evidence.retractedClaims')} count={`${claims.edges.length}${claims.pageInfo.hasNextPage ? '+' : ''}`}>
      <ul className={styles.list}>
        {claims.edges.map(({ node }) => (
          <ClaimCard key={node.key} claim={node} />
        ))}
      </ul>
    </Section>
  )
}
