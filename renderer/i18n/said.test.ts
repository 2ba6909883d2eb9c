import { describe, expect, it, test } from 'vitest'
import { ENGLISH, type SentenceKey } from '#shared/words/english.ts'
import { say } from '#shared/words/say.ts'
import { partsOf } from '#shared/words/template.ts'
import { hindiSentences } from './hindi/sentences.ts'
import { PSEUDO_LANGUAGE } from './languages.ts'
import { translationOf } from './sentences.ts'
import { loadTranslator } from './translator.ts'

const hindi = await loadTranslator('hi')

describe('the sentences of the backend in Hindi', () => {
  it('have numbers, spans and times as the language writes them', () => {
    expect(hindi.said(say('severity.few_rows', { reference: 1_234_567, current: 37, needed: 200 }))).toEqual({
      text: '12,34,567 और 37 पंक्तियाँ; हर ओर 200 चाहिए',
      language: undefined,
    })
    const part = say('rows.part', { part: 3, rows: 1_200, share: 0.0025 })
    expect(hindi.said(say('quality.future', { part, lead: 7_200_000 })).text).toBe(
      '1,200 में से 3 पंक्तियाँ (0.25%) का समय अभी से आगे का है, अधिकतम 2 घंटे: हो सकता है घड़ी या समय-क्षेत्र ग़लत हो।',
    )
  })

  it('leave names of the data as they are', () => {
    const name = 'rows are needed {x} और'
    expect(hindi.said(say('quality.labels_pending', { role: name })).text).toContain(name)
  })

  it('are known as sentences of their own, too', () => {
    expect(hindi.said('The current log has no times.').text).toBe('वर्तमान लॉग में समय नहीं हैं।')
  })

  it('end where the next one begins', () => {
    const head = say('disagree.binning', { main: 0.2, first: 'quantile', psi: 0.1, second: 'range-only' })
    const whole = `${say('disagree.dropped', { head, dropped: 0.0021 })}.`
    expect(hindi.said(whole).text).not.toMatch(/[A-Za-z]{3,} [A-Za-z]{3,} [A-Za-z]{3,}/)
  })

  it('are told apart where several stand one after the other', () => {
    const windows = say('evidence.windows', { bad: 7, windows: 18 })
    expect(hindi.said(windows).text).toBe('18 में से 7 विंडो बुरी हैं')
    const segment = (value: string, verdict: 'none' | 'high') =>
      say('evidence.segment', { column: 'city', value, verdict: say(`verdict.${verdict}`) })
    expect(hindi.said([segment('Pune', 'none'), segment('Kochi', 'high'), windows].join('; ')).text).toBe(
      'वर्ग city = Pune: कोई नहीं; वर्ग city = Kochi: अधिक; 18 में से 7 विंडो बुरी हैं',
    )
  })

  it('end where what follows a colon begins', () => {
    const condition = say('condition.below', {
      subject: say('metric.accuracy'),
      limit: say('value.number', { value: 0.6 }),
      window: say('window.rows', { rows: 1_000 }),
    })
    const cause = say('joined.colon', { head: condition, reason: say('value.number', { value: 0.24 }) })
    expect(hindi.said(cause).text).toBe(`${hindi.said(condition).text}: 0.24`)
  })

  it('name the zone of a time', () => {
    const onset = say('evidence.onset', { column: 'age', at: Date.UTC(2026, 2, 16, 14) })
    expect(hindi.said(onset).text).toBe('age: शुरुआत 16 मार्च 2026, 14:00 UTC')
  })

  it('stay English, and say so, where an earlier version made them', () => {
    expect(hindi.said('This was said otherwise once.')).toEqual({
      text: 'This was said otherwise once.',
      language: 'en',
    })
  })

  it('are in Devanagari, names and terms of art aside', () => {
    const words = (Object.keys(ENGLISH) as SentenceKey[]).filter((key) => {
      const literal = partsOf(hindiSentences[key]).map((part) => (part.type === 'literal' ? part.text : ''))
      const latin = literal.join(' ').match(/[A-Za-z]{2,}/g) ?? []
      return latin.some((word) => !KEPT.has(word))
    })
    expect(words).toEqual([])
  })
})

/** Names of statistics, products and formats, words of files: what Hindi texts of the field write in Latin letters. */
const KEPT = new Set([
  'PSI',
  'ECE',
  'p99',
  'ROC',
  'PR',
  'AUC',
  'NDCG',
  'NannyML',
  'Evidently',
  'none',
  'double',
  'max',
  'ln',
  'prediction',
  'id',
  'reference',
  ...['owner', 'action', 'runbook', 'frozen', 'too', 'never', 'critical', 'true'],
  ...['ms', 'version', 'served', 'by', 'entity', 'value'],
  'Driftdesk',
  'driftdesk',
  'doctor',
  'workspace',
  'DIR',
  ...['http', 'https', 'PagerDuty', 'every'],
  'IANA',
  'UTC',
  'Europe',
  'Zurich',
  'Asia',
  'Kolkata',
  'JSON',
  'Arrow',
  'ISO',
  'PDF',
  'HTML',
  ...['MB', 'MiB', 'GiB'],
  'UTF',
  'task',
  'regression',
  'score',
  'entity',
  // Programs, and what is typed.
  ...['Node', 'node', 'modules', 'npm', 'npx', 'install', 'start', 'serve', 'electron', 'Electron'],
  ...['Chromium', 'Chrome', 'Edge', 'DRIFTDESK', 'BROWSER', 'CPU', 'webgpu', 'Vulkan'],
  // Roles and names of files.
  'served',
  'by',
  'model',
  'influenced',
  'timestamp',
  'confidence',
  'label',
  // Columns and models of the incident library.
  ...['income', 'thousands', 'utilisation', 'orders', 'account', 'age', 'days', 'price', 'ratio', 'fraud'],
])

test('English is as the backend says it', async () => {
  expect((await loadTranslator('en')).said('anything')).toEqual({ text: 'anything', language: undefined })
})

test('the pseudo-locale marks every sentence that it knows', async () => {
  const t = await loadTranslator(PSEUDO_LANGUAGE)
  expect(t.said(say('severity.small', { p: 0.01 })).text).toMatch(/^⟦.*adjusted p = 0.01.*⟧$/)
})

test('a translation without a sentence, with one too many, or without a value does not compile', () => {
  const translate = translationOf<{ a: 'rows: {rows:count}'; b: 'none' }>()
  translate({ a: 'पंक्तियाँ: {rows}', b: 'कोई नहीं' })
  // @ts-expect-error: b is missing
  translate({ a: '{rows}' })
  // @ts-expect-error: c is not known
  translate({ a: '{rows}', b: '', c: '' })
  // @ts-expect-error: rows are not said
  translate({ a: 'पंक्तियाँ', b: '' })
  // @ts-expect-error: b has no such value
  translate({ a: '{rows}', b: '{rows}' })
})
