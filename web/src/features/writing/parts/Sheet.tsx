// What is written stands in a dialog of its own: a head, what is scrolled, and what is done at the foot.

import { useEffect, useId, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react'

import { Sign } from '../../../design/Sign'
import { useLanguage } from '../../../i18n/language'
import { putAway } from '../desk'
import { Session } from '../sending/Session'
import styles from '../Writing.module.css'

export interface SheetHandle {
  /** Gives the focus back to where it was begun. */
  close: () => void
  /** To the first field that something is wrong with; nothing where there is none. */
  toFirstWrong: () => void
}

interface Props {
  ref?: Ref<SheetHandle>
  title: string
  submit: () => void
  foot: ReactNode
  /** What is seen: where it is another, it is shown from its top, and the focus goes there. */
  page?: string
  /** Whether who writes is told elsewhere. */
  bare?: boolean
  /** While it is being sent it stays: what becomes of it is to be seen. */
  busy?: boolean
  /** It is closed, by whatever. */
  closed?: () => void
  children: ReactNode
}

export function Sheet({ ref, title, submit, foot, page = '', bare = false, busy = false, closed, children }: Props) {
  const { t } = useLanguage()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const shown = useRef(page)
  const close = () => dialog.current?.close()
  const toFirstWrong = () => {
    const field = body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }
  useImperativeHandle(ref, () => ({ close, toFirstWrong }), [])
  useEffect(() => {
    if (dialog.current?.open) return
    dialog.current?.showModal()
    if (body.current) firstField(body.current)?.focus()
  }, [])
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    if (!body.current) return
    body.current.scrollTop = 0
    // What is wrong has the focus already. Where nothing is filled in, the whole is read.
    if (!body.current.querySelector('[aria-invalid="true"]:focus')) (firstField(body.current) ?? body.current).focus()
  }, [page])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => busy && event.preventDefault()}
      onClose={() => {
        closed?.()
        putAway()
      }}
    >
      <form
        noValidate
        // Enter chooses in a field; what is written is sent by its button alone.
        onKeyDown={(event) => event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          <button type="button" aria-label={t('evidence.close')} disabled={busy} onClick={close}>
            <Sign name="close" />
          </button>
        </header>
        <div ref={body} className={styles.body} tabIndex={0} role="group" aria-labelledby={id}>
          {children}
        </div>
        <footer className={styles.foot}>
          {!bare && <Session />}
          {foot}
        </footer>
      </form>
    </dialog>
  )
}

function firstField(body: HTMLElement): HTMLElement | null {
  return body.querySelector<HTMLElement>('input, select, textarea')
}
