// What a scenario changes of an entity or of the paths between two, beside the world as it is. Nothing while nothing is supposed.

import { useAddress } from '../../address/use_address'
import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { DiffDocument, type PathsInput } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from '../scenario/Scenario.module.css'
import { DifferenceRow } from './DifferenceRow'

interface Props {
  about?: string
  paths?: PathsInput
}

export function BesideTheWorld(props: Props) {
  const [{ changes }] = useAddress()
  return changes.length > 0 && <Beside {...props} />
}

function Beside({ about, paths }: Props) {
  const { t } = useLanguage()
  const { changes, ...dates } = useView()
  const variables = { ...dates, changes: [], toChanges: changes, about, paths, first: PAGE }
  const { connection } = useConnection(DiffDocument, variables, ({ view }) => view.scenario.diff, JSON.stringify(['beside', about, paths]))
  if (!connection) return null
  return (
    <section className={styles.beside} aria-live="polite">
      <h3>{t('scenario.beside')}</h3>
      {connection.edges.length === 0 && <p>{t('diff.none')}</p>}
      <ul>
        {connection.edges.map(({ node }) => (
          <DifferenceRow key={node.key} difference={node} />
        ))}
      </ul>
    </section>
  )
}
