// What is different on another day: what began, what ended, what changed, and the claims that make the difference.

import type { Question } from '../../address/question'
import { grouped } from '../../api/grouped'
import { useConnection } from '../../api/use_connection'
import { useNames } from '../../api/use_names'
import { PAGE } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { Notice } from '../../design/Notice'
import { DiffDocument, type DiffQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import answer from '../answer/Answer.module.css'
import { Framed } from '../answer/Framed'
import { Heading, MoreButton, SearchNote } from '../answer/Heading'
import { today } from '../dates/days'
import { DifferenceRow } from './DifferenceRow'

export type Difference = DiffQuery['view']['scenario']['diff']['edges'][number]['node']

export default function DiffAnswer({ question: { parts } }: { question: Question }) {
  const { t } = useLanguage()
  const { about, toDate = '' } = parts
  const names = useNames(about ? [about] : [])
  const view = useView()
  const variables = { ...view, toChanges: view.changes, toDate, about, first: PAGE }
  const answered = useConnection(DiffDocument, variables, ({ view }) => view.scenario.diff, JSON.stringify(['diff', about, toDate]))
  const from = view.asOf ?? today()
  const title = about ? t('diff.titleAbout', { name: names.get(about)?.name ?? about, to: toDate, from }) : t('diff.title', { to: toDate, from })
  return (
    <Framed answered={{ ...answered, data: answered.connection }}>
      {({ edges, pageInfo, search }) => (
        <>
          <Heading title={title} count={edges.length} more={pageInfo.hasNextPage} asked={answered.asked} />
          {edges.length === 0 && (
            <Notice title={t('diff.none')}>
              <p>{t('diff.noneText')}</p>
            </Notice>
          )}
          {grouped(edges, ({ node }) => node.kinds[0]).map(([kind, group]) => (
            <section key={kind}>
              <h3 className={answer.group}>
                {kind && t(`diff.${kind}`)} <span className={answer.number}>{group.length}</span>
              </h3>
              <ul>
                {group.map(({ node }) => (
                  <DifferenceRow key={node.key} difference={node} headed />
                ))}
              </ul>
            </section>
          ))}
          {pageInfo.hasNextPage && <MoreButton {...answered} />}
          <SearchNote search={search} />
        </>
      )}
    </Framed>
  )
}
