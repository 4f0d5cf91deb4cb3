import { expect, test, vi } from 'vitest'

import { intlOf } from './language'

test('a day is that of the server, wherever it is read', () => {
  vi.stubEnv('TZ', 'Asia/Shanghai')
  expect(new Date('2025-06-13T23:30:00Z').getDate()).toBe(14)
  expect(intlOf('en').formatDate('2025-06-13T23:30:00Z')).toBe('6/13/2025')
})
