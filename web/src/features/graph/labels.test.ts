import { createIntl } from '@formatjs/intl'
import { expect, test } from 'vitest'

import type { FigureFragment, NameFragment, RelationKind, TieFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'
import type { Link } from '../../subgraph/subgraph'
import { labels } from './labels'

const intl = createIntl<string>({ locale: 'en', messages: {} })
const t: Translate = (id) => id
const entity = (key: string): NameFragment => ({ key, name: key, kind: 'PLACE', subkind: null, aggregate: false })
const share = (asPrinted: string, holds = true) => ({ metric: 'SHARE', unit: '%', asPrinted, holds }) as FigureFragment

function link(key: string, kind: RelationKind = 'EXPORT', { of, figure, access, crossedBy = [] }: { of?: string; figure?: FigureFragment; access?: Link['access']; crossedBy?: string[] } = {}): Link {
  const [from = '', to = ''] = key.split(' ')
  const tie = { __typename: kind === 'EXPORT' ? 'Export' : 'Contract', key, kind, stage: null, from: entity(from), to: entity(to), commodity: of ? entity(of) : null, ...(kind === 'EXPORT' && { shares: figure ? [figure] : [] }) }
  return { tie: tie as TieFragment, from, to, standing: undefined, access, crossedBy }
}
const said = (links: Link[], restrictions = new Map<string, TieFragment>()) => Object.fromEntries([...labels(links, { restrictions }, t, intl)].map(([key, { label }]) => [key, label]))

test('a flow tells its share where one holds, and nothing that its line says', () => {
  expect(said([link('a us', 'EXPORT', { figure: share('70%') }), link('b us', 'EXPORT', { figure: share('9%', false) }), link('c us')])).toEqual({ 'a us': '70%', 'b us': '', 'c us': '' })
})

test('what stands in the way is told by a sign and by its instrument, or by what it comes to', () => {
  const ban = { __typename: 'Restriction', key: 'ban', instrument: 'BAN' } as TieFragment
  const links = [link('a us', 'EXPORT', { figure: share('70%'), access: 'BLOCKED', crossedBy: ['ban'] }), link('b us', 'EXPORT', { access: 'AT_RISK' }), link('c us', 'EXPORT', { access: 'OPEN' })]
  expect(said(links, new Map([['ban', ban]]))).toEqual({ 'a us': '70% ⊘\ninstrument.BAN', 'b us': '△ access.AT_RISK', 'c us': '' })
})

test('two flows between the same two are told apart, many only when one is selected', () => {
  const flows = ['ores', 'metals', 'alloys', 'magnets'].map((of, at) => link(`a us ${at}`, 'EXPORT', { of }))
  expect(Object.values(said(flows.slice(0, 2)))).toEqual(['ores', 'metals'])
  expect(new Set(Object.values(said(flows)))).toEqual(new Set(['']))
  expect(labels(flows, { restrictions: new Map() }, t, intl).get('a us 0')?.said).toBe('kind.EXPORT, ores')
})

test('in a crowd only what stands in the way is told', () => {
  const crowd = Array.from({ length: 40 }, (_, at) => link(`a${at} us`, 'CONTRACT'))
  const blocked = link('b us', 'EXPORT', { figure: share('70%'), access: 'BLOCKED' })
  const told = said([...crowd, blocked])
  expect(told['b us']).toBe('⊘ access.BLOCKED')
  expect(told['a0 us']).toBe('')
  expect(said(crowd.slice(0, 2))['a0 us']).toBe('kind.CONTRACT')
})
