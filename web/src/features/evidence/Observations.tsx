// What is observed of an entity, beside its relations.

import { useAddress } from '../../address/use_address'
import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { ObservationsDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { MoreButton } from '../answer/Heading'
import styles from './Evidence.module.css'
import { Figures } from './Figures'
import { counted, Section } from './Parts'

const FIRST = 20

export function Observations({ of: key }: { of: string }) {
  const { t } = useLanguage()
  const [, go] = useAddress()
  const { connection: seen, ...pages } = useConnection(ObservationsDocument, { ...useView(), key, first: FIRST }, ({ view }) => view.scenario.entity?.observations, `observations of ${key}`)
  if (!seen || seen.edges.length === 0) return null
  return (
    <Section title={t('evidence.observations')} count={counted(seen)}>
      <ul className={styles.list}>
        {seen.edges.map(({ node }) => (
          <li key={node.key}>
            {node.text && <p>{node.text}</p>}
            {node.measures.length > 0 && <Figures figures={node.measures} />}
            <button type="button" className={styles.document} onClick={() => go({ pick: { type: 'observation', key: node.key } })}>
              {t('evidence.whoSays')}
            </button>
          </li>
        ))}
      </ul>
      {seen.pageInfo.hasNextPage && <MoreButton {...pages} label={t('evidence.more')} />}
    </Section>
  )
}
