// What is written stands in a dialog of its own: a head, what is scrolled, and what is done at the foot.

import { useEffect, useId, useRef, type ReactNode, type Ref, useImperativeHandle } from 'react'

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { putAway } from './desk'
import styles from './Writing.module.css'

export interface SheetHandle {
  /** Gives the focus back to where it was begun. */
  close: () => void
}

interface Props {
  ref: Ref<SheetHandle>
  title: string
  submit: () => void
  foot: ReactNode
  children: ReactNode
}

export function Sheet({ ref, title, submit, foot, children }: Props) {
  const { t } = useLanguage()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => dialog.current?.close()
  useImperativeHandle(ref, () => ({ close }), [])
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={putAway}>
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
          <button type="button" aria-label={t('evidence.close')} onClick={close}>
            <Sign name="close" />
          </button>
        </header>
        <div className={styles.body} tabIndex={0} role="group" aria-labelledby={id}>
          {children}
        </div>
        <footer className={styles.foot}>{foot}</footer>
      </form>
    </dialog>
  )
}
