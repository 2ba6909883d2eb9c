import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { workspacePaths } from '#backend/store/workspace-paths.ts'
import { type VerifyDocument, verifyDocument } from '#shared/contract/documents/verify.ts'
import { runCli } from '../testing/run-cli.ts'

let folder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-test-'))
  writeFileSync(join(folder, 'log.csv'), 'x,city\n1,Bern\n2,Basel\nshort\n')
  const { code } = await runCli(['import', 'log.csv', '--workspace', 'space'], { folder })
  expect(code).toBe(0)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const paths = () => workspacePaths(join(folder, 'space'))

function chunk(): string {
  const file = readdirSync(paths().chunks, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.arrow'),
  )
  return join(paths().chunks, String(file))
}

async function verified(): Promise<{ code: number | null; document: VerifyDocument }> {
  const { code, stdout } = await runCli(['verify', '--workspace', 'space', '--json'], { folder })
  return { code, document: verifyDocument.parse(JSON.parse(stdout)) }
}

it('finds a workspace whole: catalogue, audit chain, one log, one chunk', async () => {
  expect(await verified()).toEqual({
    code: 0,
    document: { schema: 'driftdesk.verify/1', ok: true, checked: 4, problems: [] },
  })
  const { code, stdout } = await runCli(['verify', '--workspace', 'space'], { folder })
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'The workspace is whole (4 things checked).\n' })
}, 60_000)

it('tells a chunk with one changed byte', async () => {
  const bytes = readFileSync(chunk())
  bytes[Math.floor(bytes.length / 2)] ^= 1
  writeFileSync(chunk(), bytes)
  const { code, document } = await verified()
  expect(code).toBe(1)
  expect(document).toMatchObject({ ok: false, problems: [{ where: expect.stringContaining('log.csv: ') }] })
  expect(document.problems[0]?.found).toMatch(/^[0-9a-f]{64}$/)
}, 60_000)

it('tells a chunk that is missing', async () => {
  rmSync(chunk())
  const { code, document } = await verified()
  expect(code).toBe(1)
  expect(document.problems).toEqual([
    {
      where: expect.stringContaining('.arrow'),
      expected: expect.any(String),
      found: 'no file',
      mend: 'Delete the log and import its files again; the other logs are not touched.',
    },
  ])
}, 60_000)

it('tells an audit entry that was changed', async () => {
  const catalogue = new Sqlite(paths().catalogue)
  catalogue.exec('DROP TRIGGER audit_is_append_only_update')
  catalogue.exec(`UPDATE audit SET detail = '{}' WHERE sequence = 1`)
  catalogue.close()
  const { code, document } = await verified()
  expect(code).toBe(1)
  expect(document.problems).toEqual([
    {
      where: 'audit entry 1',
      expected: 'an entry that follows from the one before',
      found: 'its content was changed',
      mend: expect.stringContaining('restore the workspace from a backup'),
    },
  ])
  const { stdout } = await runCli(['verify', '--workspace', 'space'], { folder })
  expect(stdout).toContain('found its content was changed. Entries from here on prove nothing: ')
}, 60_000)

it('tells a catalogue that cannot be opened any more', async () => {
  writeFileSync(paths().catalogue, 'no database at all, whatever its name says')
  const { code, document } = await verified()
  expect(code).toBe(1)
  expect(document.problems).toMatchObject([
    { where: 'catalogue', mend: expect.stringContaining('from a backup') },
  ])
}, 60_000)

it('creates no workspace where there is none', async () => {
  const { code, stderr } = await runCli(['verify', '--workspace', 'elsewhere'], { folder })
  expect(code).toBe(2)
  expect(stderr).toContain('There is no workspace in')
  expect(readdirSync(folder).toSorted()).toEqual(['log.csv', 'space'])
}, 60_000)

it('tells a delivery that was changed', async () => {
  const catalogue = new Sqlite(paths().catalogue)
  const values = [1, 'k', 's', 'chat', '{}', 'then', 'waiting', 0, null, null, '', null, null]
  const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex')
  catalogue
    .prepare('INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(...values, digest)
  // Not written by Driftdesk: it is sealed as it is when it is opened.
  catalogue.exec(`DELETE FROM seals WHERE subject = 'deliveries'`)
  catalogue.close()
  expect(await verified()).toMatchObject({ code: 0, document: { checked: 5 } })
  const again = new Sqlite(paths().catalogue)
  again.exec(`UPDATE deliveries SET sink_name = 'chas'`)
  again.close()
  const { code, document } = await verified()
  expect(code).toBe(1)
  expect(document.problems).toEqual([
    {
      where: 'delivery 1',
      expected: 'what was written',
      found: 'its content was changed',
      mend: expect.stringContaining('what the receiver got'),
    },
  ])
}, 60_000)
