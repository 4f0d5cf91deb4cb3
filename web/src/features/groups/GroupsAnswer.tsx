// How many relations there are, in groups, and what their figures come to; a group is opened in the table.

import type { Question } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useNames } from '../../api/use_names'
import { useView } from '../../api/use_view'
import { Notice } from '../../design/Notice'
import { GroupsDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import answer from '../answer/Answer.module.css'
import { Framed } from '../answer/Framed'
import { Heading, SearchNote } from '../answer/Heading'
import { questionText } from '../ask/question_text'
import { GroupRow } from './GroupRow'
import styles from './Groups.module.css'
import { filterOf, groupingsOf, groupsIn } from './narrowed'

export default function GroupsAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const [{ options }] = useAddress()
  const by = groupingsOf(question)
  const answered = useAnswer(GroupsDocument, { ...useView(), where: filterOf(question, []), by })
  const names = useNames([question.parts.of, question.parts.commodity].filter((key) => key !== undefined))
  const chosen = groupsIn(options.only, question)
  // Figures of relations of different kinds are of the same measures, and mean other things.
  const summed = question.parts.kind !== undefined || by[0] === 'KIND'
  return (
    <Framed answered={answered}>
      {({ view: { scenario: { groupBy: { relations } } } }) => (
        <>
          <Heading
            title={questionText(question, t, (key) => names.get(key)?.name ?? key)}
            count={relations.count}
            more={false}
            asked={answered.asked}
          />
          {relations.count === 0 && (
            <Notice title={t('groups.none')}>
              <p>{t('groups.noneText')}</p>
            </Notice>
          )}
          {relations.count > 0 && <p className={answer.note}>{t(summed ? 'groups.added' : 'groups.chooseKind')}</p>}
          <ol className={styles.groups}>
            {relations.groups.map((group) => (
              <GroupRow key={group.key} group={group} by={by} of={relations.count} chosen={chosen} summed={summed} />
            ))}
          </ol>
          {relations.groupCount > relations.groups.length && <p className={answer.note}>{t('groups.more', { count: relations.groupCount - relations.groups.length })}</p>}
          <SearchNote search={relations.search} />
        </>
      )}
    </Framed>
  )
}
