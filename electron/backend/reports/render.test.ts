import { describe, expect, it } from 'vitest'
import { driftDocument } from '#shared/contract/documents/drift.ts'
import { renderReport, reportFileName } from './render.ts'
import { fixtureColumn, fixtureReport } from './testing/report-fixture.ts'

const input = fixtureReport([fixtureColumn('age', 'none'), fixtureColumn('=amount', 'high')])

describe('renderReport', () => {
  it('writes the drift document itself as JSON', () => {
    expect(driftDocument.parse(JSON.parse(renderReport(input, 'json')))).toEqual(input.document)
  })

  it('writes one CSV line a column, worst first, names defused', () => {
    const lines = renderReport(input, 'csv').trimEnd().split('\r\n')
    expect(lines.map((line) => line.split(',', 4))).toEqual([
      ['column', 'kind', 'role', 'verdict'],
      ["'=amount", 'numeric', 'feature', 'high'],
      ['age', 'numeric', 'feature', 'none'],
    ])
  })
})

describe('reportFileName', () => {
  it('keeps letters of every script and drops what a file system may refuse', () => {
    const named = { ...input, summary: { ...input.summary, title: '../जनवरी: a/b?.csv' } }
    expect(reportFileName(named, 'pdf')).toBe('drift-जनवरी-a-b-csv-2026-04-01.pdf')
  })
})
