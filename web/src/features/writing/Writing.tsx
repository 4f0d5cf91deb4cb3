// Where all is written; its forms are loaded when the first is begun.

import { Suspense } from 'react'

import { Boundary, Failed } from '../../design/Boundary'
import { later } from '../../design/later'
import { useLanguage } from '../../i18n/language'
import { begin, putBack, useBegun, type Begun, type Pair, type Task } from './desk'
import { JudgeButton } from './JudgeButton'
import styles from './Writing.module.css'

const Begin = later(() => import('./Begin'))
const SessionDialog = later(() => import('./SessionDialog'))
const MergeDialog = later(() => import('./MergeDialog'))

export function Writing() {
  const begun = useBegun()
  return begun && (
    <Boundary
      of={begun}
      instead={(again) => (
        <div className={styles.failed}>
          <Failed again={again} close={putBack} />
        </div>
      )}
    >
      <Suspense fallback={null}>
        {begun === 'session' ? <SessionDialog /> : 'merge' in begun ? <MergeDialog pair={begun.merge} /> : <Begin task={begun} />}
      </Suspense>
    </Boundary>
  )
}

/** Begins a claim of which this is known. */
export function WriteButton({ begun }: { begun: Begun }) {
  const { t } = useLanguage()
  return <TaskButton task={{ claim: begun }} word={t('writing.write')} />
}

/** Begins a document. */
export function WriteDocumentButton() {
  const { t } = useLanguage()
  return <TaskButton task={{ document: {} }} word={t('writing.writeDocument')} />
}

/** Begins what one can write of an entity: claims about it, a newer version of it, and whether it is another. */
export function EntityButtons({ entity: { key, kind, possiblySame } }: { entity: { key: string; kind: string; possiblySame: readonly { key: string }[] } }) {
  const { t } = useLanguage()
  const pair: Pair = { one: key, other: possiblySame[0]?.key }
  return (
    <>
      <TaskButton task={{ claim: kind === 'COMMODITY' ? { kind: 'OBSERVATION', from: key } : { from: key } }} word={t('writing.write')} />
      <TaskButton task={{ version: key }} word={t('writing.version')} />
      <TaskButton task={{ merge: pair }} word={t('writing.mergeThis')} />
    </>
  )
}

/** What can be done about a claim: a correction or an amendment, or its end. */
export function ClaimButtons({ claim }: { claim: string }) {
  const { t } = useLanguage()
  return (
    <p className={styles.buttons}>
      <button type="button" className={styles.quiet} onClick={() => begin({ correct: claim })}>
        {t('writing.correct')}
      </button>
      <JudgeButton judgement={{ retract: claim }} />
    </p>
  )
}

/** The keys that were merged into an entity, each with the way to split it off again. */
export function MergedKeys({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => (
    <span key={key} className={styles.buttons}>
      {key} <JudgeButton judgement={{ split: key }} />
    </span>
  ))
}

/** The way to have a document's text struck out. */
export function StrikeButton({ document }: { document: string }) {
  return <JudgeButton judgement={{ strike: document }} />
}

function TaskButton({ task, word }: { task: Task; word: string }) {
  return (
    <button type="button" className="button" onClick={() => begin(task)}>
      {word}
    </button>
  )
}
