// The claims about a relation or an observation that were retracted or superseded: they count no longer, and stay readable.

import { useAnswer } from '../../api/use_answer'
import { useDates } from '../../api/use_view'
import { ClaimsAboutDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { ClaimCard } from './ClaimCard'
import styles from './Evidence.module.css'
import { Section } from './Parts'

export function Over({ about: key }: { about: string }) {
  const { t } = useLanguage()
  const { data } = useAnswer(ClaimsAboutDocument, { ...useDates(), key })
  const over = data?.view.claims.edges.filter(({ node }) => node.retraction !== null || node.supersededBy !== null) ?? []
  if (!data || over.length === 0) return null
  return (
    <Section title={t('evidence.overClaims')} count={`${over.length}${data.view.claims.pageInfo.hasNextPage ? '+' : ''}`}>
      <ul className={styles.list}>
        {over.map(({ node }) => (
          <ClaimCard key={node.key} claim={node} />
        ))}
      </ul>
    </Section>
  )
}
