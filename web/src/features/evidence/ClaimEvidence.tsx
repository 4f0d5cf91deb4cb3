// A claim is seen beside the others about the same relation or observation, marked among them.

import { useAnswer } from '../../api/use_answer'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { PickedClaimDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { ObservationEvidence } from './ObservationEvidence'
import { RelationEvidence } from './RelationEvidence'

export function ClaimEvidence({ claim: key }: { claim: string }) {
  const { t } = useLanguage()
  const { data, error, loading, again } = useAnswer(PickedClaimDocument, { key })
  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton />
  if (data?.node?.__typename !== 'Claim') return <Notice title={t('evidence.missing')} />
  const { about } = data.node
  return about.__typename === 'Observation' ? <ObservationEvidence observation={about.key} /> : <RelationEvidence relation={about.key} />
}
