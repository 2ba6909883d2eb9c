import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadTranslator } from '../../i18n/translator.ts'
import { ACTIONS } from './audit-actions.ts'
import { detailOf } from './audit-detail.ts'

const english = await loadTranslator('en', ['en-GB'])
const hindi = await loadTranslator('hi', ['hi-IN'])
const hash = 'ab'.repeat(32)

test('the reason stands apart, hashes and ids are cut', () => {
  const subject = '0b1f6c2e-1111-4a4a-9999-123456789abc'
  expect(
    detailOf(english, { subject, detail: { model: 'fraud', hash, rows: 1_200, reason: 'asked for' } }),
  ).toEqual({
    reason: 'asked for',
    facts: [
      { name: 'model', value: 'fraud', kind: 'data' },
      { name: 'content', value: 'ababababab', kind: 'data' },
      { name: 'rows', value: '1,200', kind: 'words' },
      { name: 'about', value: '0b1f6c2e-1', kind: 'data' },
    ],
  })
})

test('what a program wrote is said in the language of the window, what a person wrote stays', () => {
  const { facts } = detailOf(hindi, {
    subject: 'risk',
    detail: { model: 'risk', from: 'CLOSED', action: 'trip', by: 'Asha', signed: false },
  })
  expect(facts).toEqual([
    { name: 'मॉडल', value: 'risk', kind: 'data' },
    { name: 'से', value: hindi.text('breaker.CLOSED'), kind: 'words' },
    { name: 'कार्रवाई', value: 'खोलें', kind: 'words' },
    { name: 'किसने', value: 'Asha', kind: 'data' },
    { name: 'हस्ताक्षरित', value: 'नहीं', kind: 'words' },
  ])
})

test('what is empty, and what is too long for a line, is left to the record', () => {
  const detail = { before: null, text: 'rules:\n', moves: [{ alert: 1 }], theme: 'dark' }
  expect(detailOf(english, { subject: 'settings', detail }).facts).toEqual([
    { name: 'Theme', value: 'Dark', kind: 'words' },
  ])
})

test('the subject is not said twice', () => {
  const { facts } = detailOf(english, { subject: 'fraud', detail: { model: 'fraud' } })
  expect(facts).toEqual([{ name: 'model', value: 'fraud', kind: 'data' }])
})

test('whatever can be recorded has a name', () => {
  const recorder = join(import.meta.dirname, '../../../electron/backend/store/catalogue/audit.ts')
  const [, union = ''] = /AuditAction =([^;]*?)\n\n/.exec(readFileSync(recorder, 'utf8')) ?? []
  const actions = [...union.matchAll(/'([\w.]+)'/g)].map(([, action]) => `${action}`)
  expect(actions.length).toBeGreaterThan(30)
  expect(actions.filter((action) => !ACTIONS.has(action))).toEqual([])
})
