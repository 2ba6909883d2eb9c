import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MIGRATIONS } from '../migrations/migrate.ts'
import { writeEarlierWorkspace } from '../testing/earlier-workspace.ts'
import { workspacePaths } from '../workspace-paths.ts'
import { type Catalogue, openCatalogue } from './open.ts'
import { brokenSeals } from './seals.ts'
import { verifyWorkspace } from './verify.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-seals-'))
  writeEarlierWorkspace(folder, MIGRATIONS.length)
  openCatalogue(folder).close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function within<T>(use: (catalogue: Catalogue) => T, at = folder): T {
  const catalogue = openCatalogue(at)
  try {
    return use(catalogue)
  } finally {
    catalogue.close()
  }
}

/** Texts that lie in the catalogue once, and the table that holds them. */
const WRITTEN = [
  ['metric: accuracy', 'breakers'],
  ['an old reason', 'responses'],
  ['eta@1#1', 'alert_tellings'],
  ['"rule":"eta"', 'alerts'],
  ['looking', 'alert_words'],
  ['rules: []', 'alert_rules'],
  ['likely', 'loop_tests'],
  ['An old comparison', 'runs'],
  ['old baseline', 'model_baselines'],
  ['live.ndjson', 'file_marks'],
] as const

test.each(WRITTEN)('one changed byte in "%s" of the catalogue is found', (text, table) => {
  const { catalogue } = workspacePaths(folder)
  const bytes = readFileSync(catalogue)
  // The newest copy of the text; a page that was let go may hold an older one.
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    const flipped = Buffer.from(bytes)
    flipped[at + 2] ^= 1
    const copy = `${folder}-copy`
    cpSync(folder, copy, { recursive: true })
    writeFileSync(workspacePaths(copy).catalogue, flipped)
    const wheres = within((opened) => verifyWorkspace(opened), copy).problems.map(({ where }) => where)
    rmSync(copy, { recursive: true, force: true })
    if (wheres.length > 0) {
      expect(wheres).toContain(`catalogue: ${table}`)
      return
    }
  }
  expect.unreachable('no copy of the text was missed')
})

test('entries that are taken from the end of the audit table, and rows that are taken away, are missed', () => {
  const raw = new Sqlite(workspacePaths(folder).catalogue)
  raw.exec('DROP TRIGGER audit_is_append_only_delete')
  raw.exec('DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)')
  raw.exec('DELETE FROM rejects')
  raw.exec('DELETE FROM deliveries')
  raw.close()
  const wheres = within((opened) => verifyWorkspace(opened)).problems.map(({ where }) => where)
  expect(wheres).toEqual(
    expect.arrayContaining([
      'catalogue: audit',
      'catalogue: deliveries',
      expect.stringMatching('rejects of'),
    ]),
  )
})

const CHANGES = [
  "INSERT OR REPLACE INTO settings (key, value) VALUES ('theme', '\"light\"')",
  "UPDATE breakers SET cursor = cursor || ' ', timed = 1 - timed",
  'INSERT OR REPLACE INTO seals SELECT * FROM seals',
  'UPDATE OR REPLACE breaker_transitions SET sequence = sequence + 1',
  'DELETE FROM alert_tellings',
  "INSERT INTO models (name, created_at) VALUES ('another', 'now')",
  // Everything of the model goes with it.
  'DELETE FROM datasets',
  'DELETE FROM models',
]

test('whatever this program changes is sealed with it', () => {
  within(({ database }) => {
    expect(brokenSeals(database)).toEqual([])
    for (const change of CHANGES) {
      database.exec(change)
      expect([change, brokenSeals(database)]).toEqual([change, []])
    }
    // A change that was taken back takes its seal back.
    expect(() =>
      database.transaction(() => {
        database.exec("UPDATE settings SET value = '1'")
        throw new Error('stop')
      })(),
    ).toThrow('stop')
    expect(brokenSeals(database)).toEqual([])
  })
  within(({ database }) => expect(brokenSeals(database)).toEqual([]))
})
