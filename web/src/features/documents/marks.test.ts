import { describe, expect, test } from 'vitest'

import { pieces, snippetPieces } from './marks'

const entities = [
  { key: 'us', names: [{ text: 'United States' }, { text: '美国' }, { text: 'US' }] },
  { key: 'us-dod', names: [{ text: 'US Department of Defense' }] },
  { key: 'rare-earths', names: [{ text: 'Rare earths' }, { text: '稀土' }, { text: 'rare-earth elements' }] },
  { key: 'lynas', names: [{ text: 'Lynas' }] },
  { key: 'lynas-usa', names: [{ text: 'Lynas USA' }] },
]
// `[name|entity]` and `<word>` for what was found.
const drawn = (text: string, search?: string) =>
  pieces(text, entities, search)
    .map((piece) => (piece.entity ? `[${piece.text}|${piece.entity}]` : piece.found ? `<${piece.text}>` : piece.text))
    .join('')

describe('a text', () => {
  test.each([
    ['RARE EARTHS of the United States.', '[RARE EARTHS|rare-earths] of the [United States|us].'],
    ['The US Department of Defense and the US', 'The [US Department of Defense|us-dod] and the [US|us]'],
    ['Lynas USA, Lynas', '[Lynas USA|lynas-usa], [Lynas|lynas]'],
    ['it is for us to say', 'it is for us to say'],
    ['United; let us hope States', 'United; let us hope States'],
    ['Lynasite and the Lynases', 'Lynasite and the Lynases'],
    ['中国对美国的稀土出口', '中国对[美国|us]的[稀土|rare-earths]出口'],
    ['在Lynas公司', '在[Lynas|lynas]公司'],
    ['rare earth elements', '[rare earth elements|rare-earths]'],
    ['', ''],
  ])('%s', (text, expected) => expect(drawn(text)).toBe(expected))

  test('is whole again when its pieces are put together', () => {
    const text = '  US–China: «稀土», Lynas (US)… \u{1F30D} '
    expect(pieces(text, entities, 'china 稀').map((piece) => piece.text).join('')).toBe(text)
  })

  test('shows what was searched for, where it is no name', () => {
    expect(drawn('Export control of rare earths; controls', 'CONTROL export earths')).toBe('<Export> <control> of [rare earths|rare-earths]; controls')
    expect(drawn('出口管制与管理', '管制')).toBe('出口<管制>与管理')
  })
})

test('what the server marks in a snippet is found', () => {
  expect(snippetPieces('中国«稀土»管制: «x» y')).toEqual([
    { text: '中国' }, { text: '稀土', found: true }, { text: '管制: ' }, { text: 'x', found: true }, { text: ' y' },
  ])
})
