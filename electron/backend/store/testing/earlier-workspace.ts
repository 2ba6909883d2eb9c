import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { migrate } from '../migrations/migrate.ts'
import { workspacePaths } from '../workspace-paths.ts'
import { driftDocumentOf, stageNumbers } from './fixtures.ts'

const AT = '2026-01-02T03:04:05.678Z'
const REJECT = { file: 'numbers.csv', line: 12, column: 'x', reason: 'is no number', text: 'eleven' }

/** What every earlier workspace holds; the statements are those of its version and never change. */
export const EARLIER = { model: 'old model', rows: 10, run: 'run-1', dataset: 'dataset-1', reject: REJECT }

/**
 * Writes a workspace as a program of catalogue version `version` left it: settings, a model with its mapping, a log
 * with a chunk and a rejected row, a comparison, a job, the audit entry of the log; from version 2 the sides of the
 * comparison, from version 3 a baseline in use, from version 4 a
 * folder that is watched and how far a file in it was read, from version 5 a breaker that opened, from version 7 a sink with
 * a message that waits, from version 8 a response that was accepted.
 */
export function writeEarlierWorkspace(folder: string, version: number): void {
  mkdirSync(folder, { recursive: true })
  const paths = workspacePaths(folder)
  const staged = stageNumbers(folder, {
    rows: EARLIER.rows,
    hash: 'a'.repeat(64),
    model: EARLIER.model,
    rejects: [REJECT],
  })
  mkdirSync(paths.chunks, { recursive: true })
  renameSync(staged.folder, join(paths.chunks, EARLIER.dataset))
  rmSync(join(paths.chunks, EARLIER.dataset, staged.rejectsFile))
  const [chunk] = staged.chunks
  const database = new Sqlite(paths.catalogue)
  database.pragma('journal_mode = WAL')
  migrate(database, version)
  const put = (sql: string, ...values: (string | number | null)[]) => database.prepare(sql).run(...values)
  put('INSERT INTO settings VALUES (?, ?)', 'theme', '"dark"')
  put('INSERT INTO models VALUES (?, ?)', EARLIER.model, AT)
  put(
    'INSERT INTO mappings (model, mapping, saved_at) VALUES (?, ?, ?)',
    EARLIER.model,
    '{"roles":{"x":"feature"}}',
    AT,
  )
  put(
    'INSERT INTO datasets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    EARLIER.dataset,
    EARLIER.model,
    staged.name,
    staged.hash,
    EARLIER.rows,
    staged.document.bytes,
    JSON.stringify(staged.columns),
    JSON.stringify(staged.mapping),
    JSON.stringify(staged.document),
    AT,
  )
  put(
    'INSERT INTO chunks VALUES (?, 0, ?, ?, ?, ?, NULL, NULL)',
    EARLIER.dataset,
    chunk.file,
    chunk.rows,
    chunk.bytes,
    chunk.sha256,
  )
  const { file, line, column, reason, text } = REJECT
  put('INSERT INTO rejects VALUES (?, 0, ?, ?, ?, ?, ?)', EARLIER.dataset, file, line, column, reason, text)
  const { columns, ...document } = driftDocumentOf(['x'])
  put(
    'INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?)',
    EARLIER.run,
    'An old comparison',
    AT,
    'a.csv',
    'b.csv',
    JSON.stringify(document),
  )
  put('INSERT INTO run_datasets VALUES (?, 0, ?)', EARLIER.run, EARLIER.dataset)
  put(
    'INSERT INTO run_columns VALUES (?, 0, ?, ?, NULL, NULL, NULL, NULL)',
    EARLIER.run,
    'x',
    JSON.stringify(columns[0]),
  )
  put(
    'INSERT INTO jobs VALUES (?, ?, ?, ?, NULL, ?, ?)',
    'job-1',
    'log.import',
    'numbers.csv',
    'done',
    AT,
    AT,
  )
  const previous = '0'.repeat(64)
  const entry = [previous, 1, AT, 'dataset.stored', EARLIER.dataset, '{"rows":10}']
  const hash = createHash('sha256').update(JSON.stringify(entry)).digest('hex')
  put(
    'INSERT INTO audit VALUES (1, ?, ?, ?, ?, ?, ?)',
    AT,
    'dataset.stored',
    EARLIER.dataset,
    '{"rows":10}',
    previous,
    hash,
  )
  if (version >= 2) {
    for (const side of ['reference', 'current']) {
      put('INSERT INTO run_sides VALUES (?, ?, ?, ?)', EARLIER.run, side, EARLIER.dataset, '{"kind":"all"}')
    }
  }
  if (version >= 3) {
    put('INSERT INTO baselines VALUES (?, ?, ?, ?, ?)', 'b'.repeat(64), '{}', 10, 1, 4)
    put(
      'INSERT INTO model_baselines VALUES (?, ?, ?, ?, ?)',
      EARLIER.model,
      'b'.repeat(64),
      'old baseline',
      AT,
      AT,
    )
  }
  if (version >= 4) {
    put('INSERT INTO watches VALUES (?, ?, ?, NULL, 0, ?)', 'watch-1', '/old/folder', EARLIER.model, AT)
    put(
      'INSERT INTO file_marks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      EARLIER.model,
      'c'.repeat(64),
      100,
      '',
      10,
      'live.ndjson',
      '1',
      EARLIER.dataset,
      AT,
    )
  }
  if (version >= 5) {
    put(
      'INSERT INTO breakers VALUES (?, ?, ?, ?, ?, 1, ?, NULL, ?, ?)',
      EARLIER.model,
      'any: [{metric: accuracy, below: 0.9}]',
      '{}',
      '[]',
      '[]',
      'accuracy fell',
      AT,
      AT,
    )
    put(
      'INSERT INTO breaker_transitions VALUES (?, 1, ?, ?, ?, ?, ?, ?)',
      EARLIER.model,
      Date.parse(AT),
      AT,
      99,
      'CLOSED',
      'OPEN',
      'accuracy fell',
    )
    put('INSERT INTO breaker_drills VALUES (?, ?, ?, NULL)', EARLIER.model, AT, 'somebody')
  }
  if (version >= 7) {
    put('INSERT INTO sinks VALUES (?, ?, ?, 1, ?, NULL, NULL, 0, ?)', 'sink-1', 'desktop', 'desk', 'info', AT)
    const notice = JSON.stringify({ id: 'old', title: 'An old alert', to: null })
    const waits = [
      1,
      'd'.repeat(64),
      'sink-1',
      'desk',
      notice,
      AT,
      'waiting',
      0,
      Date.parse(AT),
      null,
      '',
      null,
      null,
    ]
    const digest = createHash('sha256').update(JSON.stringify(waits)).digest('hex')
    put('INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...waits, digest)
  }
  if (version >= 8) {
    const document = JSON.stringify({ response: 'response-1', model: EARLIER.model, action: 'watch_closer' })
    const decided = ['accepted', 'somebody', 'an old reason', AT, AT]
    put(
      'INSERT INTO responses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      'response-1',
      EARLIER.model,
      AT,
      document,
      ...decided,
    )
  }
  if (version >= 9) {
    put('INSERT INTO alert_rules VALUES (?, ?, ?)', EARLIER.model, 'rules: []', AT)
    put(
      'INSERT INTO alert_engines VALUES (?, ?, ?, ?, NULL, ?, NULL, ?)',
      EARLIER.model,
      'basis',
      '{}',
      '[]',
      '[]',
      AT,
    )
    put('INSERT INTO alert_checkpoints VALUES (?, ?, ?, 0)', EARLIER.model, Date.parse(AT), '{}')
    put(
      'INSERT INTO alerts VALUES (?, ?, 1, ?, ?, ?, NULL, NULL, ?)',
      EARLIER.model,
      'eta@1',
      'firing',
      Date.parse(AT),
      Date.parse(AT),
      '{"rule":"eta"}',
    )
    put(
      'INSERT INTO alert_tellings VALUES (?, ?, ?, ?, ?, ?)',
      EARLIER.model,
      'eta@1#1',
      'send',
      Date.parse(AT),
      AT,
      '{"id":"eta@1#1"}',
    )
    put(
      'INSERT INTO alert_words VALUES (?, 1, ?, ?, ?, 1, ?, ?, NULL, NULL)',
      EARLIER.model,
      Date.parse(AT),
      AT,
      'acknowledge',
      'somebody',
      'looking',
    )
  }
  if (version >= 10) {
    put(
      'INSERT INTO loop_tests VALUES (?, ?, ?, ?, 10, 10, NULL, NULL)',
      EARLIER.model,
      Date.parse(AT),
      AT,
      'likely',
    )
  }
  database.close()
}
