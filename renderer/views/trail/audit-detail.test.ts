import { expect, test } from 'vitest'
import { detailOf } from './audit-detail.ts'

const hash = 'ab'.repeat(32)

test('the reason stands apart, hashes and ids are cut', () => {
  const subject = '0b1f6c2e-1111-4a4a-9999-123456789abc'
  expect(
    detailOf({ subject, detail: { model: 'fraud', hash, rows: 12, reason: 'asked by the customer' } }),
  ).toEqual({
    reason: 'asked by the customer',
    facts: [
      ['model', 'fraud'],
      ['hash', 'ababababab'],
      ['rows', '12'],
      ['subject', '0b1f6c2e-1'],
    ],
  })
})

test('what is null says nothing', () => {
  expect(detailOf({ subject: 'settings', detail: { before: null, theme: 'dark' } }).facts).toEqual([
    ['theme', 'dark'],
  ])
})

test('the subject is not said twice', () => {
  expect(detailOf({ subject: 'settings', detail: { theme: 'dark' } }).facts).toEqual([['theme', 'dark']])
  expect(detailOf({ subject: 'fraud', detail: { model: 'fraud' } }).facts).toEqual([['model', 'fraud']])
})

test('long and nested values are cut', () => {
  const { facts } = detailOf({ subject: 'workspace', detail: { logs: { a: 'x'.repeat(300) } } })
  expect(facts[0]?.[1]).toHaveLength(121)
})
