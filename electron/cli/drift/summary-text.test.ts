import { expect, it } from 'vitest'
import { fixtureColumn, fixtureReport } from '#backend/reports/testing/report-fixture.ts'
import { displayWidth } from '../terminal/width.ts'
import { driftText } from './summary-text.ts'

const PLAIN = { columns: 90, paint: (_style: string, text: string) => text }

it('opens with the verdict by shape and word, then columns worst first', () => {
  const { document } = fixtureReport([fixtureColumn('age', 'none'), fixtureColumn('amount', 'high')], {
    summary: { verdict: 'high', drifted: 1, columns: 2 },
  })
  const lines = driftText(document, PLAIN).split('\n')
  expect(lines[0]).toBe(
    '● High. 1 of 2 columns drifted since 2026-03-12 14:00 UTC: amount; the largest PSI is 0.098.',
  )
  expect(lines.slice(3, 5).map((line) => line.slice(0, 20).trim())).toEqual([
    '● amount  high',
    '○ age     no drift',
  ])
})

it('keeps table lines within the terminal, whatever the names are', () => {
  const { document } = fixtureReport([fixtureColumn('列'.repeat(100), 'high'), fixtureColumn('a', 'none')])
  const table = driftText(document, PLAIN).split('\n').slice(2, 5)
  expect(Math.max(...table.map(displayWidth))).toBeLessThanOrEqual(90)
})

it('lets no name of the data drive the terminal', () => {
  const { document } = fixtureReport([fixtureColumn('\u001B[2Jevil', 'high')])
  expect(driftText(document, PLAIN)).not.toContain('\u001B')
})
