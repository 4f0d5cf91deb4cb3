// The answer to what the address asks.

import { Suspense, type ComponentType } from 'react'

import { isWhole, type Question, type QuestionKind } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { later } from '../../design/later'
import { Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { Words } from '../ask/NotUnderstood'
import { EntityAnswer } from './EntityAnswer'
import { PathsAnswer } from './PathsAnswer'
import { SupplyAnswer } from './SupplyAnswer'
import { Welcome } from './Welcome'

// Loaded when first asked.
const FURTHER: Partial<Record<QuestionKind, ComponentType<{ question: Question }>>> = {
  chokepoints: later(() => import('../chokepoints/ChokepointsAnswer')),
  concentration: later(() => import('../concentration/ConcentrationAnswer')),
  conflicts: later(() => import('../conflicts/ConflictsAnswer')),
  diff: later(() => import('../diff/DiffAnswer')),
  documents: later(() => import('../documents/DocumentsAnswer')),
  exposure: later(() => import('../exposure/ExposureAnswer')),
  groups: later(() => import('../groups/GroupsAnswer')),
  netTrade: later(() => import('../nettrade/NetTradeAnswer')),
  timeline: later(() => import('../timeline/TimelineAnswer')),
  whyNot: later(() => import('../whynot/WhyNotAnswer')),
}

export function AnswerView() {
  const { t } = useLanguage()
  const [{ question, words }] = useAddress()
  if (!question) return words ? <Words /> : <Welcome />
  if (!isWhole(question)) return <Notice title={t('ask.unfinished')} />
  switch (question.kind) {
    case 'suppliers':
    case 'customers':
      return <SupplyAnswer question={question} />
    case 'paths':
      return <PathsAnswer question={question} />
    case 'entity':
      return <EntityAnswer question={question} />
    default:
      return <Further question={question} />
  }
}

function Further({ question }: { question: Question }) {
  const Answer = FURTHER[question.kind]
  // What has no list of its own is told by a view in the middle; beside it stands what surrounds the one that it is about.
  const about = question.parts.of ?? question.parts.about
  if (!Answer) return about ? <EntityAnswer question={{ kind: 'entity', parts: { of: about } }} /> : <Welcome />
  return (
    <Suspense fallback={<Skeleton />}>
      <Answer question={question} />
    </Suspense>
  )
}
