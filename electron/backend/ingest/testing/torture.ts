import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { RandomSource } from '#shared/stats/random.ts'
import { openCatalogue } from '../../store/catalogue/open.ts'
import { verifyWorkspace } from '../../store/catalogue/verify.ts'
import { MIGRATIONS } from '../../store/migrations/migrate.ts'
import { EARLIER, writeEarlierWorkspace } from '../../store/testing/earlier-workspace.ts'

/** What is done in a workspace while it is killed. */
export type Deed =
  | {
      readonly kind: 'import'
      readonly path: string
      readonly name: string
      readonly model: string
      readonly mapping: Mapping
    }
  | {
      readonly kind: 'grow'
      readonly path: string
      readonly model: string
      /** Sizes at which the growing file is looked at, one after the other. */
      readonly sizes: readonly number[]
    }
  | { readonly kind: 'remove model'; readonly model: string }
  | { readonly kind: 'remove entity'; readonly model: string; readonly entity: string }
  | { readonly kind: 'baseline'; readonly model: string; readonly rows: number }
  | { readonly kind: 'open' }

export type DeedResult =
  | { readonly kind: 'imported'; readonly document: ImportDocument }
  | { readonly kind: 'grown' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'baseline'; readonly rows: number; readonly pending: number }
  | { readonly kind: 'opened' }

export const TORTURE_KINDS = [
  'import',
  'labels',
  'removal',
  'entity',
  'baseline',
  'migration',
  'growth',
] as const
export type TortureKind = (typeof TORTURE_KINDS)[number]

export type TortureRound = {
  readonly kind: TortureKind
  /** Milliseconds after the start at which the program was killed, and whether it had ended before. */
  readonly killedAfter: number
  readonly finished: boolean
  /** What is wrong after the kill, and after the same was done again; in words. Empty when all is well. */
  readonly faults: readonly string[]
}

const ROWS = 60_000
const ENTITIES = 1_000
/** Columns beside the others, so many that the log is of two chunks, of which a thread of its own writes the first. */
const FEATURES = Array.from({ length: 66 }, (_, index) => index)
/** Entities from here on are never removed, so that their labels always find their rows. */
const FIRST_LABELLED = ENTITIES / 2
const REJECTED = 2
/** Times that a growing file is looked at, enough for chunks to be merged twice, and lines that come each time. */
const GROWTHS = 36
const LINES = 3
const MAPPING: Mapping = { roles: { prediction_id: 'prediction_id', who: 'entity_id' } }
const LABELS: Mapping = { roles: { prediction_id: 'prediction_id', truth: 'label' } }
const OWN = 'first'

/**
 * Kills programs at `instants` random times, each kind of work in turn, and does the same again: in one workspace,
 * except that migrations have one of their own each.
 */
export async function* torture(instants: number, random: RandomSource): AsyncGenerator<TortureRound> {
  const root = mkdtempSync(join(tmpdir(), 'driftdesk-torture-'))
  const folder = join(root, 'workspace')
  const path = join(root, 'log.csv')
  const lines = Array.from(
    { length: ROWS },
    (_, row) =>
      `p${row},e${row % ENTITIES},${row * 1.5},city ${row % 40},${FEATURES.map((index) => (row + index) % 9).join(',')}`,
  )
  writeFileSync(
    path,
    [
      `prediction_id,who,x,city,${FEATURES.map((index) => `f${index}`).join(',')}`,
      ...lines,
      'short',
      `p,e1,no number at all,Bern,${FEATURES.join(',')}`,
    ].join('\n'),
  )
  const usual: Partial<Record<TortureKind, number>> = {}
  let removed = 0
  try {
    await run(folder, { kind: 'import', path, name: 'log.csv', model: OWN, mapping: MAPPING })
    for (let instant = 0; instant < instants; instant++) {
      const kind = TORTURE_KINDS[instant % TORTURE_KINDS.length]
      const place = kind === 'migration' ? join(root, `earlier-${instant}`) : folder
      const deed = await prepare(kind, instant, { root, path, folder, place })
      // Killed at any time up to a little more than what it takes, as far as that is known.
      const killedAfter = random.uniform() * (usual[kind] ?? 2_000) * 1.1
      const finished = await runAndKill(place, deed, killedAfter)
      const faults = problemsOf(place, 'after the kill')
      const started = performance.now()
      const result = await run(place, deed)
      usual[kind] = performance.now() - started
      if (kind === 'entity') removed += ROWS / ENTITIES
      faults.push(...problemsOf(place, 'after the repeat'), ...leftoversOf(place))
      faults.push(...wrong(kind, instant, place, result, removed))
      yield { kind, killedAfter, finished, faults }
      if (kind === 'migration') rmSync(place, { recursive: true, force: true })
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

async function prepare(
  kind: TortureKind,
  instant: number,
  at: { readonly root: string; readonly path: string; readonly folder: string; readonly place: string },
): Promise<Deed> {
  const model = `model ${instant}`
  switch (kind) {
    case 'import':
      return { kind: 'import', path: at.path, name: 'log.csv', model, mapping: MAPPING }
    case 'labels': {
      const path = join(at.root, `labels-${instant}.csv`)
      writeFileSync(path, ['prediction_id,truth', ...labelLines(instant)].join('\n'))
      return { kind: 'import', path, name: labelName(instant), model: OWN, mapping: LABELS }
    }
    case 'growth': {
      const path = join(at.root, `live-${instant}.ndjson`)
      const lines = Array.from({ length: GROWTHS * LINES }, (_, line) => `{"x":${line},"c":"${line % 7}"}\n`)
      writeFileSync(path, lines.join(''))
      const sizes = Array.from({ length: GROWTHS }, (_, growth) =>
        lines.slice(0, (growth + 1) * LINES).reduce((sum, line) => sum + line.length, 0),
      )
      return { kind: 'grow', path, model, sizes }
    }
    case 'removal':
      // The model of the import before the last, which is there by now.
      return { kind: 'remove model', model: `model ${instant - TORTURE_KINDS.indexOf('removal')}` }
    case 'entity':
      return { kind: 'remove entity', model: OWN, entity: `e${entityOf(instant)}` }
    case 'baseline':
      return { kind: 'baseline', model: OWN, rows: 1_000 + instant }
    case 'migration':
      writeEarlierWorkspace(
        at.place,
        1 + (Math.floor(instant / TORTURE_KINDS.length) % (MIGRATIONS.length - 1)),
      )
      return { kind: 'open' }
  }
}

const entityOf = (instant: number) => Math.floor(instant / TORTURE_KINDS.length) % FIRST_LABELLED
const labelName = (instant: number) => `labels-${instant}.csv`

/** A label for every row of one entity that stays, and one for a row that is not there. */
function labelLines(instant: number): string[] {
  const entity = FIRST_LABELLED + (instant % FIRST_LABELLED)
  const rows = Array.from({ length: ROWS / ENTITIES }, (_, at) => entity + at * ENTITIES)
  return [...rows.map((row) => `p${row},${instant % 2}`), `q${instant},1`]
}

/** What is not as it must be once the deed was done in full. */
function wrong(
  kind: TortureKind,
  instant: number,
  place: string,
  result: DeedResult,
  removed: number,
): string[] {
  const faults: string[] = []
  const expect = (what: string, found: unknown, expected: unknown) => {
    if (found !== expected) faults.push(`${what}: ${String(found)} instead of ${String(expected)}`)
  }
  if (kind === 'migration') {
    expect('logs of the earlier version', count(place, 'model = ?', EARLIER.model), 1)
    return faults
  }
  if (kind === 'growth') {
    const own = `model = 'model ${instant}'`
    expect('lines of a growing file', rowsOf(place, own), GROWTHS * LINES)
    expect('logs of a growing file', count(place, 'model = ?', `model ${instant}`), 1)
    expect('chunks of a growing file', chunksOf(place, `model ${instant}`) < 20, true)
    return faults
  }
  expect('rows that stay', rowsOf(place, `model = '${OWN}' AND name = 'log.csv'`), ROWS - removed)
  if (result.kind === 'imported') {
    const { document } = result
    const labels = kind === 'labels'
    expect('rows read', document.rows_read, labels ? ROWS / ENTITIES + 1 : ROWS + REJECTED)
    expect(
      'rows that add up',
      document.rows_stored + document.rows_duplicate + document.rows_rejected,
      document.rows_read,
    )
    expect(
      'logs',
      labels ? count(place, 'name = ?', labelName(instant)) : count(place, 'model = ?', `model ${instant}`),
      1,
    )
    if (labels) expect('labels joined', document.labels?.joined, ROWS / ENTITIES)
  } else if (result.kind === 'baseline') {
    // Labels are no predictions, so their logs are not counted.
    expect('rows counted', result.rows, ROWS - removed)
    expect('chunks without counts', result.pending, 0)
  } else if (kind === 'removal') {
    expect('logs of a removed model', count(place, 'model = ?', `model ${instant - 2}`), 0)
  }
  return faults
}

const program = join(import.meta.dirname, 'torture-child.ts')

/** Compiled code is kept between the programs, which are most of the time otherwise. */
function environment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: join(folder, '..', 'compile-cache') }
}

async function run(folder: string, deed: Deed): Promise<DeedResult> {
  const child = spawn(process.execPath, [program, folder, JSON.stringify(deed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(folder),
  })
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`"${deed.kind}" ended with ${code}`)
  return JSON.parse(output) as DeedResult
}

async function runAndKill(folder: string, deed: Deed, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, folder, JSON.stringify(deed)], {
    stdio: 'ignore',
    env: environment(folder),
  })
  const ended = once(child, 'close')
  await Promise.race([setTimeout(after), ended])
  const finished = child.exitCode !== null
  child.kill('SIGKILL')
  await ended
  return finished
}

function withCatalogue<T>(folder: string, use: (catalogue: ReturnType<typeof openCatalogue>) => T): T {
  const catalogue = openCatalogue(folder)
  try {
    return use(catalogue)
  } finally {
    catalogue.close()
  }
}

function problemsOf(folder: string, when: string): string[] {
  const { problems } = withCatalogue(folder, verifyWorkspace)
  return problems.map((problem) => `${when}: ${JSON.stringify(problem)}`)
}

function count(folder: string, where: string, value: string): number {
  return withCatalogue(folder, ({ database }) =>
    Number(
      database.prepare<[string], number>(`SELECT count(*) FROM datasets WHERE ${where}`).pluck().get(value),
    ),
  )
}

function chunksOf(folder: string, model: string): number {
  return withCatalogue(folder, ({ database }) =>
    Number(
      database
        .prepare<[string], number>(
          'SELECT count(*) FROM chunks JOIN datasets ON datasets.id = chunks.dataset WHERE model = ?',
        )
        .pluck()
        .get(model),
    ),
  )
}

function rowsOf(folder: string, where: string): number {
  return withCatalogue(folder, ({ database }) =>
    Number(database.prepare<[], number>(`SELECT sum(rows) FROM datasets WHERE ${where}`).pluck().get()),
  )
}

/** Folders of chunks that no log owns, and unfinished imports. */
function leftoversOf(folder: string): string[] {
  return withCatalogue(folder, ({ database, paths }) => {
    const known = new Set(database.prepare<[], string>('SELECT id FROM datasets').pluck().all())
    return [
      ...readdirSync(paths.chunks).filter((name) => !known.has(name)),
      ...readdirSync(paths.staging),
    ].map((name) => `left over: ${name}`)
  })
}
