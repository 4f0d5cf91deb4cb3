// Every claim about a relation or an observation, and a further one to be written.

import type { ClaimLineFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import type { Begun } from '../writing/desk'
import { WriteButton } from '../writing/Writing'
import { ClaimCard } from './ClaimCard'
import styles from './Evidence.module.css'
import { Section } from './Parts'

interface Props {
  claims: { edges: readonly { node: ClaimLineFragment }[]; pageInfo: { hasNextPage: boolean } }
  begun: Begun
}

export function Claims({ claims: { edges, pageInfo }, begun }: Props) {
  const { t } = useLanguage()
  return (
    <Section title={t('evidence.claims')} count={pageInfo.hasNextPage ? t('evidence.claimsMore') : edges.length}>
      <ul className={styles.list}>
        {edges.map(({ node }) => (
          <ClaimCard key={node.key} claim={node} />
        ))}
      </ul>
      <p className={styles.actions}>
        <WriteButton begun={begun} />
      </p>
    </Section>
  )
}
