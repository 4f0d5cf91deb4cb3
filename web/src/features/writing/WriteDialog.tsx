// A form is filled in, looked at for what it would change, and sent; what it has to name and is not there yet is made on the way.

import { useEffect, useRef, useState } from 'react'

import { useLanguage } from '../../i18n/language'
import { BLANK } from './drafts/claim'
import { blankDocument } from './drafts/document'
import { blankEntity } from './drafts/entity'
import { early } from './drafts/problems'
import { fieldOf } from './drafts/refused'
import { begunOnTheWay, changed, changesOf, entitiesOf, finished, keyOfThing, left, madeFor, open, reopened, work, type Form, type Thing, type Work } from './drafts/work'
import { putAside } from './desk'
import { FormFields } from './forms/FormFields'
import { Sheet, type SheetHandle } from './parts/Sheet'
import { Preview } from './sending/Preview'
import { useCommit } from './sending/use_commit'
import { WriteFault } from './sending/WriteFault'
import { useKnown } from './use_known'
import { useShow } from './use_show'
import { useUnsent } from './use_unsent'

interface Props {
  begun: Form
  /** The position of what it begins with, where that stands already. */
  at?: string | undefined
  /** As it was left before. */
  left?: Work
}

export function WriteDialog({ begun, at, left: before }: Props) {
  const { t, language } = useLanguage()
  const show = useShow()
  const sheet = useRef<SheetHandle>(null)
  const [state, setState] = useState(before ?? (() => work(begun)))
  const [looking, setLooking] = useState(false)
  // How often one wanted to go on with what was not right yet: what is missing is told from then on.
  const [tries, setTries] = useState(0)
  const [refused, setRefused] = useState<{ at: string; said: string }>()
  const { send, busy, fault, forget, behind } = useCommit(at)
  const sent = useRef(false)
  // Up to where what others wrote was shown.
  const seen = useRef<string>(undefined)
  // What was typed before another thing was to be written.
  const kept = useRef<Partial<Record<Form['what'], Work>>>({})
  const form = open(state)
  const way = state.onTheWay.length
  const { names, titles, problems } = useKnown(state)
  const wrong = Object.keys(problems).length
  useEffect(() => {
    if (tries > 0) sheet.current?.toFirstWrong()
  }, [tries])

  const go = (change: (state: Work) => Work) => {
    setState(change)
    setTries(0)
    setRefused(undefined)
  }
  const write = async (ifSeq?: string) => {
    const forms = [...madeFor(state), state.begun]
    if (ifSeq) seen.current = ifSeq
    const { committed, fault } = await send(changesOf(state), seen.current)
    if (committed) {
      sent.current = true
      sheet.current?.close()
      show(state.begun, committed)
      return
    }
    const meant = forms[fault.change ?? forms.length - 1] ?? state.begun
    const field = fault.field ? fieldOf(fault.field, fault.message, meant) : undefined
    if (!field) return
    // Back to the field that the server means, in the form that it is in.
    if (meant !== state.begun) setState(reopened(state, meant as Thing))
    setRefused({ at: field, said: [fault.message, fault.hint].filter(Boolean).join(' · ') })
    setLooking(false)
    setTries((tries) => tries + 1)
  }
  const submit = () => {
    if (looking) return void write()
    if (wrong > 0) return setTries(tries + 1)
    if (way === 0) {
      forget()
      setTries(0)
      setRefused(undefined)
      return setLooking(true)
    }
    const top = state.onTheWay.at(-1)
    go(finished)
    if (top) top.named?.(keyOfThing(top.form))
  }
  const back = () => {
    if (!looking) return go(left)
    // What others wrote was shown: it is known from here on.
    if (fault?.code === 'STALE') seen.current = fault.seq
    forget()
    setLooking(false)
  }
  const typed = before !== undefined || state.begun !== begun || way > 0
  useUnsent(typed)
  const closed = () => {
    if (typed && !sent.current) putAside({ task: { left: { begun, state, at: behind } }, title: asideTitle(state, names, t) })
  }
  const other = (what: Form['what']) => {
    kept.current[state.begun.what] = state
    go(() => kept.current[what] ?? work(blank(what, language)))
  }
  const title = looking ? t('writing.preview') : titleOf(form, way > 0, t)
  const foot = (
    <>
      {(looking || way > 0) && (
        <button type="button" className="button" disabled={busy} onClick={back}>
          {t(looking ? 'writing.back' : 'writing.leave')}
        </button>
      )}
      {!looking && tries > 0 && wrong > 0 && <p role="alert">{t('writing.mend', { count: wrong })}</p>}
      <button type="submit" className="button" data-first="true" disabled={busy}>
        {t(looking ? 'writing.commit' : way > 0 ? 'writing.finish' : 'writing.look')}
      </button>
    </>
  )
  return (
    <Sheet ref={sheet} title={title} submit={submit} foot={foot} page={`${looking} ${way}`} busy={busy} closed={closed}>
      {looking ? (
        <Preview state={state} before={begun} names={names} titles={titles} />
      ) : (
        <FormFields
          state={state}
          filling={{ problems: tries > 0 ? problems : early(problems), refused, names, titles, make: (thing, named) => go((state) => begunOnTheWay(state, thing, named)) }}
          change={(part) => setState((state) => changed(state, part))}
          other={other}
          reopen={(thing) => go((state) => reopened(state, thing))}
        />
      )}
      {looking && fault && <WriteFault fault={fault} behind={behind} about={entitiesOf(state.begun).filter((key) => !state.made.has(key))} again={(ifSeq) => void write(ifSeq)} />}
    </Sheet>
  )
}

function blank(what: Form['what'], language: string): Form {
  if (what === 'claim') return { what, draft: BLANK }
  return what === 'entity' ? { what, draft: blankEntity(language) } : { what, draft: blankDocument(language) }
}

// What it is, and of whom as far as that was chosen.
function asideTitle({ begun }: Work, names: ReadonlyMap<string, { name: string }>, t: ReturnType<typeof useLanguage>['t']): string {
  const chosen = entitiesOf(begun).slice(0, 2)
  return [titleOf(begun, false, t), ...chosen.map((key) => names.get(key)?.name ?? key)].join(' · ')
}

function titleOf(form: Form, onTheWay: boolean, t: ReturnType<typeof useLanguage>['t']): string {
  if (form.what === 'claim') return t(form.draft.earlier ? 'writing.correction' : 'writing.title')
  if (form.what === 'entity' && form.draft.version) return t('writing.version')
  return t(onTheWay ? `writing.title.${form.what}OnTheWay` : `writing.title.${form.what}`)
}
