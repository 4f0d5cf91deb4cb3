// Who writes: whether one may, the token for this session beforehand, and its end.

import { useId, useState } from 'react'

import { useLanguage } from '../../../i18n/language'
import styles from '../Writing.module.css'
import { isKept, useRights } from './rights'
import { TokenForm } from './TokenForm'

const TOLD = ['writes', 'UNAUTHENTICATED', 'FORBIDDEN', 'READ_ONLY'] as const

/** `begun`: the token is asked for at once. */
export function Session({ begun = false }: { begun?: boolean }) {
  const { t } = useLanguage()
  const id = useId()
  const { rights, signedIn, signIn, signOut } = useRights()
  const [open, setOpen] = useState(begun)
  const [refused, setRefused] = useState('')
  if (!rights) return <div className={styles.session} />
  const may = TOLD.find((code) => code === rights.may)
  const give = async (token: string) => {
    const said = await signIn(token)
    const kept = isKept(said)
    setRefused(kept ? '' : said.message)
    setOpen(!kept)
  }
  return (
    <section className={styles.session} aria-label={t('writing.session')}>
      <p role="status">{may ? t(signedIn && may === 'writes' ? 'writing.may.signedIn' : `writing.may.${may}`) : rights.message}</p>
      {signedIn ? (
        <button type="button" className={styles.quiet} onClick={signOut}>
          {t('writing.signOut')}
        </button>
      ) : (
        // Where anybody may write there is nothing to sign in for.
        rights.may !== 'writes' && (
          <button type="button" className={styles.quiet} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {t('writing.signIn')}
          </button>
        )
      )}
      <div id={id} hidden={!open}>
        {open && !signedIn && rights.may !== 'writes' && <TokenForm give={(token) => void give(token)} word={t('writing.signInDo')} refused={refused} />}
      </div>
    </section>
  )
}
