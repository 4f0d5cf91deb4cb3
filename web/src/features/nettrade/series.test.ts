import { expect, test } from 'vitest'

import { length, seriesOf, type Result } from './series'

const figure = (value: string) => ({ value, low: null, high: null })
const result = (period: string, imports: string | null, exports: string | null, basis = 'by weight') =>
  ({
    table: { of: { key: 'china' }, metric: 'QUANTITY', basis, unit: 't', stage: null, period: { from: period, to: period, asPrinted: null }, source: { publisher: { key: 'customs' }, document: null, saidBy: [] } },
    commodity: { key: 'rare-earths' },
    parts: [],
    imports: imports && { stated: true, figure: figure(imports) },
    exports: exports && { stated: true, figure: figure(exports) },
    netImports: null,
  }) as unknown as Result

test('periods of one table stand together, on the scale of the largest of them', () => {
  const [quarters, values, ...rest] = seriesOf([result('2025-01', '40', '10'), result('2025-01', '7', null, 'FOB'), result('2024-10', '20', '80')])
  expect(rest).toEqual([])
  expect(quarters?.results.map(({ table }) => table.period.from)).toEqual(['2025-01', '2024-10'])
  expect([quarters?.most, values?.most]).toEqual([80, 7])
})

test('a bar is as long as its part of the longest, and is none where nothing is known', () => {
  expect(length(20, 80)).toBe(25)
  expect(length(undefined, 80)).toBeUndefined()
  expect(length(0, 0)).toBeUndefined()
})
