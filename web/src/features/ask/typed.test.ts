import { expect, test } from 'vitest'

import { followed } from './typed'

const of = (key: string) => ({ kind: 'suppliers' as const, parts: { of: key } })
const unnamed = { question: of('japan'), words: '' }
const japan = { question: of('japan'), words: 'Who supplies Japan?' }
const korea = { question: of('korea'), words: 'Who supplies Korea?' }

test('names that arrive do not take the place of what was typed meanwhile', () => {
  expect(followed('', unnamed, japan)).toBe('Who supplies Japan?')
  expect(followed('who sup', unnamed, japan)).toBe('who sup')
  expect(followed('Who supplies Japan?', japan, { ...japan, words: '谁供应日本？' })).toBe('谁供应日本？')
})

test('another question does', () => {
  expect(followed('who sup', japan, korea)).toBe('Who supplies Korea?')
  expect(followed('who sup', { question: undefined, words: '' }, japan)).toBe('Who supplies Japan?')
  expect(followed('who sup', { question: undefined, words: 'nonsense' }, { question: undefined, words: '' })).toBe('')
})

test('nothing is taken back where the same is said', () => {
  expect(followed('who sup', { question: undefined, words: 'japan' }, { ...japan, words: 'japan' })).toBe('who sup')
})
