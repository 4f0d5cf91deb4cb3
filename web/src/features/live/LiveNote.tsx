// A quiet note: what came in, taken in by a press; or that the connection is lost.

import { useLanguage, type Translate } from '../../i18n/language'
import { begin } from '../writing/desk'
import { countOf, type Count } from './came'
import styles from './Live.module.css'
import { NotFollowed } from './NotFollowed'
import { takeIn, useTaken } from './taken'
import { useCame } from './use_came'

/** `shown`: up to which transaction what is on screen holds what was written. */
export default function LiveNote({ shown }: { shown: string }) {
  const { t } = useLanguage()
  const taken = useTaken()
  const behind = taken !== undefined && BigInt(taken) > BigInt(shown) ? taken : shown
  const { events, connected, refused, again } = useCame(behind)
  const last = events.at(-1)
  return (
    <div className={styles.live} role="status">
      {last && (
        <button type="button" className={styles.note} title={t('live.take')} onClick={() => takeIn(last.seq)}>
          <span className={styles.mark} aria-hidden="true" />
          {words(countOf(events), t)}
          <span className="visually-hidden">. {t('live.take')}</span>
        </button>
      )}
      {refused ? (
        <NotFollowed word={t(refused === 'signIn' ? 'fault.signIn' : 'fault.again')} act={refused === 'signIn' ? () => begin('session') : again} />
      ) : (
        !connected && <span className={styles.lost}>{t('live.lost')}</span>
      )}
    </div>
  )
}

function words(count: Count, t: Translate): string {
  const parts = (['claims', 'retracted', 'documents', 'entities'] as const).flatMap((part) => (count[part] > 0 ? [t(`live.${part}`, { count: count[part] })] : []))
  return parts.join(t('live.comma'))
}
