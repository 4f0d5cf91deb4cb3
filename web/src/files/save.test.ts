import { expect, test } from 'vitest'

import { fileName } from './save'

test.each([
  [['table', 'us-refining', '2025-06-13'], 'lodegraph-table-us-refining-2025-06-13.csv'],
  [['table', undefined, 'a/b: 中国?'], 'lodegraph-table-a-b-中国.csv'],
])('%j', (parts, expected) => expect(fileName(parts, 'csv')).toBe(expected))
