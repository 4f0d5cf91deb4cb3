// The further paths between two entities, asked for only when they are unfolded.

import { useAddress } from '../../address/use_address'
import { FaultNotice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { Chain } from './Chain'
import styles from './OtherPaths.module.css'
import { usePaths } from './use_paths'

export function OtherPaths({ from, to, except }: { from: string; to: string; except: string }) {
  const { t } = useLanguage()
  const [{ question }] = useAddress()
  const { commodity, maxHops } = question?.parts ?? {}
  const { view, error, loading, again } = usePaths({ kind: 'paths', parts: { from, to, commodity, maxHops: maxHops ?? '4' } })
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !view) return <Skeleton rows={1} />
  const others = view.paths.edges.filter(({ node }) => node.key !== except)
  if (others.length === 0) return <p className={styles.none}>{t('answer.noOtherPaths')}</p>
  return (
    <ul className={styles.paths}>
      {others.map(({ node }) => (
        <li key={node.key}>
          <Chain path={node} />
        </li>
      ))}
    </ul>
  )
}
