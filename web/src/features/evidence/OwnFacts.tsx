// What only relations of one kind have.

import { figureText } from '../../api/figure'
import { EntityChip } from '../../design/EntityChip'
import { useLanguage } from '../../i18n/language'
import { Fact } from './Parts'
import type { Relation } from './RelationEvidence'

export function OwnFacts({ relation }: { relation: Relation }) {
  const { t, intl } = useLanguage()
  switch (relation.__typename) {
    case 'Restriction':
      return relation.addressee && (
        <Fact name={t('evidence.addressee')}>
          <EntityChip entity={relation.addressee} />
        </Fact>
      )
    case 'Contract':
      return (
        <>
          {relation.value && <Fact name={t('metric.VALUE')}>{figureText(relation.value, intl)}</Fact>}
          {relation.amendments.map(({ when, value, claim }) => (
            <Fact key={claim.key} name={t('evidence.amendments')}>
              {[when, value && figureText(value, intl)].filter(Boolean).join(': ')}
            </Fact>
          ))}
          {relation.purpose && <Fact name={t('evidence.purpose')}>{relation.purpose}</Fact>}
          {relation.facility && (
            <Fact name={t('evidence.facility')}>
              <EntityChip entity={relation.facility} />
            </Fact>
          )}
          {relation.signed && <Fact name={t('evidence.signed')}>{relation.signed}</Fact>}
        </>
      )
    case 'Negotiation':
      return (
        <>
          {relation.topic && <Fact name={t('evidence.topic')}>{relation.topic}</Fact>}
          <Fact name={t('evidence.potentialSupply')}>{t(relation.potentialSupply ? 'evidence.yes' : 'evidence.no')}</Fact>
        </>
      )
    case 'Support':
      return relation.means && <Fact name={t('evidence.means')}>{relation.means}</Fact>
    default:
      return null
  }
}
