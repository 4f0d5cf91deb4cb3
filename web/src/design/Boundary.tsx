// A fault in one part of the page stays there, until one tries again or that part is about something else.

import { Component, type ReactNode } from 'react'

import { useLanguage } from '../i18n/language'
import { loadAgain } from './later'
import styles from './Notice.module.css'

interface Props {
  /** What the part is about. */
  of?: unknown
  /** What stands in its place; a notice where left out. */
  instead?: (again: () => void) => ReactNode
  children: ReactNode
}

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidUpdate(before: Props, { failed }: { failed: boolean }) {
    if (failed && before.of !== this.props.of) this.again()
  }

  again = () => {
    loadAgain()
    this.setState({ failed: false })
  }

  override render() {
    const { children, instead } = this.props
    if (!this.state.failed) return children
    return instead ? instead(this.again) : <Failed again={this.again} />
  }
}

/** `close` where it can be done without. */
export function Failed({ again, close }: { again: () => void; close?: () => void }) {
  const { t } = useLanguage()
  return (
    <div className={`${styles.notice} ${styles.fault}`} role="alert">
      <p className={styles.title}>{t('fault.page')}</p>
      <p>{t('fault.pageHint')}</p>
      <p className={styles.buttons}>
        <button type="button" className="button" onClick={again}>
          {t('fault.pageAgain')}
        </button>
        {close && (
          <button type="button" className="button" onClick={close}>
            {t('evidence.close')}
          </button>
        )}
      </p>
    </div>
  )
}
