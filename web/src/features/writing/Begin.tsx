// What a form begins with: what was known where it was begun, or what stands there already and is looked up first.

import { useRef } from 'react'

import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useAnswer, type Answered } from '../../api/use_answer'
import { CorrectedDocument, VersionedDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import type { Begun, Task } from './desk'
import { BLANK } from './drafts/claim'
import { blankDocument, type DocumentDraft } from './drafts/document'
import { correcting, versionOf } from './drafts/from_answers'
import { Sheet } from './parts/Sheet'
import { WriteDialog } from './WriteDialog'

export default function Begin({ task }: { task: Exclude<Task, { merge: unknown } | 'session'> }) {
  if ('correct' in task) return <Correction claim={task.correct} />
  if ('version' in task) return <Version entity={task.version} />
  if ('left' in task) return <WriteDialog begun={task.left.begun} at={task.left.at} left={task.left.state} />
  return <New task={task} />
}

function New({ task }: { task: { claim: Begun } | { document: Partial<DocumentDraft> } }) {
  const { language } = useLanguage()
  if ('claim' in task) return <WriteDialog begun={{ what: 'claim', draft: { ...BLANK, ...task.claim } }} />
  return <WriteDialog begun={{ what: 'document', draft: { ...blankDocument(language), ...task.document } }} />
}

function Correction({ claim: key }: { claim: string }) {
  const { t, language } = useLanguage()
  const { data, error, again } = useFirst(useAnswer(CorrectedDocument, { key, language }, { anew: true }))
  if (data?.node?.__typename === 'Claim') return <WriteDialog begun={{ what: 'claim', draft: correcting(data.node) }} at={data.service.seq} />
  return <LookedUp title={t('writing.correction')} missing={data !== undefined} error={error} again={again} />
}

function Version({ entity: key }: { entity: string }) {
  const { t, language } = useLanguage()
  const { data, error, again } = useFirst(useAnswer(VersionedDocument, { key, language }, { anew: true }))
  if (data?.node?.__typename === 'Entity') return <WriteDialog begun={{ what: 'entity', draft: versionOf(data.node) }} at={data.service.seq} />
  return <LookedUp title={t('writing.version')} missing={data !== undefined} error={error} again={again} />
}

// What a form began with stays, whatever is asked anew beneath it: what was typed hangs on it.
function useFirst<Data>(answer: Answered<Data>): Answered<Data> {
  const first = useRef(answer.data)
  first.current ??= answer.data
  return first.current ? { ...answer, data: first.current } : answer
}

// Stands where the form will, until what it begins with is there.
function LookedUp({ title, missing, error, again }: { title: string; missing: boolean } & Pick<Answered<unknown>, 'error' | 'again'>) {
  const { t } = useLanguage()
  return (
    <Sheet title={title} submit={() => undefined} foot={null}>
      {error ? <FaultNotice error={error} again={again} /> : missing ? <Notice title={t('evidence.missing')} /> : <Skeleton rows={4} />}
    </Sheet>
  )
}
