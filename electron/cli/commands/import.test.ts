import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importDocument } from '#shared/contract/documents/import.ts'
import { runCli } from '../testing/run-cli.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-test-'))
  writeFileSync(join(folder, 'log.csv'), 'x,y\n1,2\nnone,3\n4,5,6\n7,8\n9,9\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const load = (...more: string[]) =>
  runCli(['import', 'log.csv', '--workspace', 'space', '--json', ...more], { folder })

it('writes the rejected rows into a file, also when the same content comes again', async () => {
  writeFileSync(join(folder, 'map.json'), '{"roles":{"x":"feature"}}')
  const first = await load('--rejects', 'aside.csv')
  expect(importDocument.parse(JSON.parse(first.stdout))).toMatchObject({
    rows_read: 5,
    rows_stored: 4,
    rows_rejected: 1,
    dataset: expect.any(String),
  })
  expect(readFileSync(join(folder, 'aside.csv'), 'utf8')).toBe(
    'file,line,column,reason,text\r\nlog.csv,4,,"3 fields, 2 expected","4,5,6"\r\n',
  )
  const again = await load('--rejects', 'again.ndjson')
  expect(importDocument.parse(JSON.parse(again.stdout))).toMatchObject({ rows_stored: 0, rows_rejected: 1 })
  expect(JSON.parse(readFileSync(join(folder, 'again.ndjson'), 'utf8'))).toMatchObject({ line: 4 })
}, 60_000)

it('refuses another ending before anything is imported', async () => {
  const { code, stderr } = await load('--rejects', 'aside.txt')
  expect(code).toBe(2)
  expect(stderr).toContain('.csv or .ndjson')
  expect(existsSync(join(folder, 'space'))).toBe(false)
}, 60_000)
