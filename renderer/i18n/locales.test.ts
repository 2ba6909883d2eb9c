import { expect, test } from 'vitest'
import { english } from './english.ts'
import { hindi } from './hindi.ts'
import { PSEUDO_LANGUAGE } from './languages.ts'
import { type Message, piecesOf } from './message.ts'
import { loadTranslator } from './translator.ts'

const texts = (message: Message) => (typeof message === 'string' ? [message] : [message.one, message.other])
const slots = (message: Message) =>
  [
    ...new Set(
      texts(message)
        .flatMap(piecesOf)
        .flatMap((piece) => ('slot' in piece ? [piece.slot] : [])),
    ),
  ].sort()

test('every Hindi message has the slots of the English one', () => {
  const english_ = Object.entries<Message>(english).map(([key, message]) => [key, slots(message)])
  const hindi_ = Object.entries<Message>(hindi).map(([key, message]) => [key, slots(message)])
  expect(Object.fromEntries(hindi_)).toEqual(Object.fromEntries(english_))
})

test('every Hindi sentence is in Devanagari, names of products and formulas aside', () => {
  const latin = Object.entries<Message>(hindi).filter(
    ([, message]) => !texts(message).every((text) => /\p{Script=Devanagari}|।/u.test(text)),
  )
  expect(latin.map(([key]) => key).sort()).toEqual([
    'doctor.duckdb',
    'doctor.electron',
    'doctor.node',
    'doctor.sqlite',
    'doctor.webgpu',
    'imports.equation',
    'lab.clock',
    'sinks.format.pagerduty',
    'sinks.format.slack',
    'term.psi.name',
    'time.range',
  ])
})

test('slots are filled, numbers as counts of the language', async () => {
  expect(
    (await loadTranslator('en', ['en-GB'])).text('drift.headline.insufficient', { rows: 37, needed: 200 }),
  ).toBe('Too few rows to say (37 of 200).')
  expect((await loadTranslator('hi')).text('rows', { count: 1_234_567 })).toBe('12,34,567 पंक्तियाँ')
})

test('the plural follows the count', async () => {
  const t = await loadTranslator('en')
  expect([0, 1, 2].map((count) => t.text('rows', { count }))).toEqual(['0 rows', '1 row', '2 rows'])
})

test('an unknown language is English', async () => {
  expect((await loadTranslator('xx')).text('action.undo')).toBe('Undo')
})

test('the pseudo-locale marks every text and keeps its slots', async () => {
  const t = await loadTranslator(PSEUDO_LANGUAGE)
  expect(t.text('action.undo')).toBe('⟦Úñđö··⟧')
  expect(t.text('job.left', { time: '40 s' })).toMatch(/^⟦40 s łéfť·+⟧$/)
})
