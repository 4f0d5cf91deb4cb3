// The claims about a relation or an observation that were retracted or superseded: they count no longer, and stay readable.

import { useConnection } from '../../api/use_connection'
import { useDates } from '../../api/use_view'
import { ClaimsOverDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { MoreButton } from '../answer/Heading'
import { ClaimCard } from './ClaimCard'
import { CLAIMS } from './Claims'
import styles from './Evidence.module.css'
import { counted, Section } from './Parts'

export function Over({ about: key }: { about: string }) {
  const { t } = useLanguage()
  const { connection: over, ...pages } = useConnection(ClaimsOverDocument, { ...useDates(), key, first: CLAIMS }, ({ view }) => view.claims, `claims over about ${key}`)
  if (!over || over.edges.length === 0) return null
  return (
    <Section title={t('evidence.overClaims')} count={counted(over)}>
      <ul className={styles.list}>
        {over.edges.map(({ node }) => (
          <ClaimCard key={node.key} claim={node} />
        ))}
      </ul>
      {over.pageInfo.hasNextPage && <MoreButton {...pages} label={t('evidence.more')} />}
    </Section>
  )
}
