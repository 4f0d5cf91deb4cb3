// The relations that a restriction crosses.

import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { AffectedDocument, type AffectedQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { MoreButton } from '../answer/Heading'
import { counted, Section } from './Parts'
import { Ties } from './RelationEvidence'

const FIRST = 40

function affectedIn({ view: { scenario: { relation } } }: AffectedQuery) {
  return relation && 'affects' in relation ? relation.affects : undefined
}

export function Affected({ by: key }: { by: string }) {
  const { t } = useLanguage()
  const { connection: affected, ...pages } = useConnection(AffectedDocument, { ...useView(), key, first: FIRST }, affectedIn, `affected by ${key}`)
  if (!affected || affected.edges.length === 0) return null
  return (
    <Section title={t('evidence.affects')} count={counted(affected)}>
      <Ties ties={affected.edges.map(({ node }) => node)} />
      {affected.pageInfo.hasNextPage && <MoreButton {...pages} label={t('evidence.more')} />}
    </Section>
  )
}
