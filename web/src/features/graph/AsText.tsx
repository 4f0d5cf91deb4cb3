// The graph for those who do not see it: the same relations as a table.

import type { Subgraph } from '../../subgraph/subgraph'
import { useLanguage } from '../../i18n/language'

export function AsText({ subgraph }: { subgraph: Subgraph }) {
  const { t } = useLanguage()
  const name = (key: string) => subgraph.entities.get(key)?.name ?? key
  return (
    <table className="visually-hidden">
      <caption>{t('graph.asText')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('graph.from')}</th>
          <th scope="col">{t('graph.relation')}</th>
          <th scope="col">{t('graph.to')}</th>
          <th scope="col">{t('graph.access')}</th>
        </tr>
      </thead>
      <tbody>
        {[...subgraph.links.values()].map(({ tie, from, to, access }) => (
          <tr key={tie.key}>
            <td>{name(from)}</td>
            <td>
              {t(from === tie.from.key ? `kind.${tie.kind}` : `against.${tie.kind}`)}, {t(`status.${tie.status}`)}
            </td>
            <td>{name(to)}</td>
            <td>{access ? t(`access.${access}`) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
