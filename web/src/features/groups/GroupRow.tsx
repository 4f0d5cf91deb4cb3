// One group: what it has in common, how many it holds, what their figures come to, and the groups within.

import type { IntlShape } from '@formatjs/intl'

import { withOptions } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { withUnit } from '../../api/figure'
import { Bar } from '../../design/Bar'
import { EntityChip } from '../../design/EntityChip'
import type { CountedFragment, GroupsQuery, Instrument, RelationGrouping, RelationKind, Stage, Status, SumFragment } from '../../gql/graphql'
import { useLanguage, type Translate } from '../../i18n/language'
import styles from './Groups.module.css'
import { isFilter, printGroups, type Common } from './narrowed'

type Group = GroupsQuery['view']['scenario']['groupBy']['relations']['groups'][number]

interface Shared {
  by: readonly RelationGrouping[]
  /** How many there are in all. */
  of: number
  chosen: readonly Common[]
  summed: boolean
}

export function GroupRow({ group, ...shared }: Shared & { group: Group }) {
  const { t } = useLanguage()
  const { by: [outer, inner], ...rest } = shared
  if (!outer) return null
  const around = group.key === null ? undefined : { by: outer, key: group.key }
  return (
    <li className={styles.group}>
      <Counted group={group} by={outer} within={[]} {...rest} />
      {inner && group.groups.length > 0 && (
        <ol className={styles.inner}>
          {group.groups.map((counted) => (
            <li key={counted.key}>
              <Counted group={counted} by={inner} within={around ? [around] : undefined} {...rest} />
            </li>
          ))}
          {group.groupCount > group.groups.length && <li className={styles.sums}>{t('groups.more', { count: group.groupCount - group.groups.length })}</li>}
        </ol>
      )}
    </li>
  )
}

interface Props extends Omit<Shared, 'by'> {
  group: CountedFragment
  by: RelationGrouping
  /** The groups around it; undefined where they have nothing in common that can be asked for. */
  within: readonly Common[] | undefined
}

function Counted({ group: { key, entity, count, figures }, by, within, of, chosen, summed }: Props) {
  const { t, intl } = useLanguage()
  const [{ options }, go] = useAddress()
  const own = within && key !== null && isFilter(by) && within.every((around) => isFilter(around.by)) ? printGroups([...within, { by, key }]) : undefined
  const open = own !== undefined && own === printGroups(chosen)
  const counted = t('groups.count', { count })
  return (
    <div className={styles.counted}>
      {entity ? <EntityChip entity={entity} /> : <span>{wordOf(by, key, t)}</span>}
      {own === undefined ? (
        <strong>{counted}</strong>
      ) : (
        <button
          type="button"
          className={styles.open}
          aria-pressed={open}
          title={t(open ? 'groups.close' : 'groups.open')}
          onClick={() => go({ tab: 'table', options: withOptions(options, { only: open ? undefined : own }) })}
        >
          {counted}
        </button>
      )}
      <Bar value={of === 0 ? undefined : (100 * count) / of} />
      {summed && <Sums figures={figures} intl={intl} t={t} />}
    </div>
  )
}

function Sums({ figures, intl, t }: { figures: readonly SumFragment[]; intl: IntlShape<string>; t: Translate }) {
  const known = figures.filter(({ sum, min }) => sum !== null || min !== null)
  if (known.length === 0) return null
  const say = (number: string, unit: string) => withUnit(intl.formatNumber(Number(number), { maximumFractionDigits: 2 }), unit)
  return (
    <ul className={styles.sums}>
      {known.map(({ metric, basis, unit, count, withoutValue, sum, min, max }) => (
        <li key={`${metric} ${basis} ${unit}`}>
          {[t(`metric.${metric}`), basis].filter(Boolean).join(', ')}:{' '}
          <b>{sum !== null ? say(sum, unit) : min !== null && max !== null && (min === max ? say(min, unit) : t('groups.range', { low: say(min, unit), high: say(max, unit) }))}</b>{' '}
          {t('groups.of', { count })}
          {withoutValue > 0 && ` ${t('groups.without', { count: withoutValue })}`}
        </li>
      ))}
    </ul>
  )
}

// What no entity stands for is a word of the contract, or a year.
function wordOf(by: RelationGrouping, key: string | null, t: Translate): string {
  if (key === null) return t('groups.nothing', { by: t(`grouping.${by}`) })
  switch (by) {
    case 'KIND':
      return t(`kinds.${key as RelationKind}`)
    case 'STATUS':
      return t(`status.${key as Status}`)
    case 'STAGE':
      return t(`stage.${key as Stage}`)
    case 'INSTRUMENT':
      return t(`instrument.${key as Instrument}`)
    default:
      return key
  }
}
