import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendLine } from './append-line.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-lines-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lines = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n')

test('lines are appended to a file that its owner alone reads', async () => {
  const path = join(folder, 'new', 'alerts.ndjson')
  await appendLine(path, { a: 1 })
  await appendLine(path, { text: 'two\nlines' })
  expect(lines('new/alerts.ndjson')).toEqual(['{"a":1}', '{"text":"two\\nlines"}', ''])
  expect(statSync(path).mode & 0o077).toBe(0)
})

test('a line that a stop left unfinished spoils no other', async () => {
  const path = join(folder, 'alerts.ndjson')
  await appendLine(path, { a: 1 })
  appendFileSync(path, '{"half":')
  await appendLine(path, { a: 2 })
  expect(lines('alerts.ndjson')).toEqual(['{"a":1}', '{"half":', '{"a":2}', ''])
})

test('a file that grows too long is put aside, and five of them are kept', async () => {
  const path = join(folder, 'alerts.ndjson')
  for (let number = 0; number < 9; number++) await appendLine(path, { number }, 12)
  const names = readdirSync(folder).toSorted()
  expect(names).toEqual([
    'alerts.1.ndjson',
    'alerts.2.ndjson',
    'alerts.3.ndjson',
    'alerts.4.ndjson',
    'alerts.5.ndjson',
    'alerts.ndjson',
  ])
  expect(names.map((name) => JSON.parse(lines(name)[0]).number)).toEqual([7, 6, 5, 4, 3, 8])
})
