import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Distribution } from '#shared/contract/operations.ts'
import { fixtureColumn, fixtureReport } from '../testing/report-fixture.ts'
import { reportPage } from './page.ts'

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'

function distribution(cells: number): Distribution {
  return {
    edges: Float64Array.from({ length: cells + 1 }, (_, index) => index),
    reference: new Float64Array(cells).fill(1 / cells),
    current: new Float64Array(cells).fill(1 / cells),
    below: [0, 0],
    above: [3, 5],
  }
}

describe('reportPage', () => {
  it('opens with the headline sentence', () => {
    const page = reportPage(fixtureReport([fixtureColumn('amount', 'high'), fixtureColumn('age', 'none')]))
    const heading = page.match(/<h1>(.*?)<\/h1>/s)?.[1]?.replace(/<[^>]*>/g, '')
    expect(heading).toBe(
      '1 of 2 columns drifted since 2026-03-12 14:00 UTC: amount; the largest PSI is 0.098.',
    )
  })

  it('lets only its own style through and loads nothing', () => {
    const page = reportPage(fixtureReport([fixtureColumn('amount', 'high')]))
    const style = page.match(/<style>(.*?)<\/style>/s)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    const policy = `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    expect(page).not.toMatch(/\sstyle=|<script|<link|<img|<iframe|https?:|url\((?!#)/)
  })

  it('escapes every text that comes from the data', () => {
    const column = fixtureColumn(HOSTILE, 'high', [[HOSTILE, null, null, 10, 20]], { reasons: [HOSTILE] })
    const input = fixtureReport(
      [column],
      { quality: [{ code: HOSTILE, column: HOSTILE, severity: 'high', detail: HOSTILE }], policy: HOSTILE },
      new Map([[HOSTILE, distribution(4)]]),
    )
    const page = reportPage({
      ...input,
      summary: { ...input.summary, title: HOSTILE, reference: HOSTILE, current: HOSTILE },
      imports: [
        {
          schema: 'driftdesk.import/1',
          model: HOSTILE,
          rows_read: 2,
          rows_stored: 1,
          rows_rejected: 1,
          rows_duplicate: 0,
          rejects: [{ file: HOSTILE, line: 1, column: HOSTILE, reason: HOSTILE, text: HOSTILE }],
          roles: {},
          bytes: 1,
          seconds: 1,
          notes: [HOSTILE],
        },
      ],
    })
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<img')
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(15)
  })

  it('isolates right-to-left names and shows control characters instead of obeying them', () => {
    const page = reportPage(fixtureReport([fixtureColumn('שם\u0000\u202E', 'none')]))
    expect(page).toContain('<bdi class="data">שם\uFFFD\u202E</bdi>')
  })

  it('cuts very long names between characters, never inside an emoji', () => {
    const page = reportPage(fixtureReport([fixtureColumn('👩‍🔬'.repeat(400), 'none')]))
    expect(page).toContain(`<bdi class="data">${'👩‍🔬'.repeat(299)}…</bdi>`)
  })

  it('never says that too few rows are fine', () => {
    const input = fixtureReport([fixtureColumn('amount', 'insufficient')], {
      reference: { rows: 37, hash: 'a' },
      current: { rows: 40, hash: 'b' },
    })
    const page = reportPage(input)
    expect(page).toContain('<h1>Too few rows to say: 37 baseline and 40 current rows.</h1>')
    expect(page).toContain('This is not a statement that nothing changed.')
  })

  it('stays below a megabyte with 30 columns of 54 bins and fine shapes', () => {
    const bins = Array.from(
      { length: 54 },
      (_, index) => [`category ${index}`, null, null, 1000 + index, 900] as const,
    )
    const columns = Array.from({ length: 30 }, (_, index) => fixtureColumn(`column_${index}`, 'high', bins))
    const shapes = new Map(columns.map(({ name }) => [name, distribution(120)]))
    expect(Buffer.byteLength(reportPage(fixtureReport(columns, {}, shapes)))).toBeLessThan(1_000_000)
  })

  it('gives sections to the hundred worst columns and says where the others are', () => {
    const columns = Array.from({ length: 130 }, (_, index) => fixtureColumn(`column_${index}`, 'none'))
    const page = reportPage(fixtureReport(columns))
    expect(page.match(/<section class="column"/g)?.length).toBe(100)
    expect(page).toContain('the other 30 are in the table above')
  })

  it('says how many rows lie outside the drawn range', () => {
    const input = fixtureReport(
      [fixtureColumn('amount', 'high')],
      {},
      new Map([['amount', distribution(10)]]),
    )
    expect(reportPage(input)).toContain('3 baseline and 5 current rows lie above 10.')
  })
})
