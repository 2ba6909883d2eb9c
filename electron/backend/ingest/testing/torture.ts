import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type ImportDocument, importDocument } from '#shared/contract/documents/import.ts'
import type { RandomSource } from '#shared/stats/random.ts'
import { openCatalogue } from '../../store/catalogue/open.ts'
import { verifyWorkspace, type WorkspaceCheck } from '../../store/catalogue/verify.ts'

export type TortureRound = {
  /** Milliseconds after the start at which the program was killed, and whether it had ended before. */
  readonly killedAfter: number
  readonly finished: boolean
  /** What the workspace looked like right after. */
  readonly afterKill: WorkspaceCheck
  /** What the same import did when it was repeated, and how many logs of the model there were then. */
  readonly repeated: ImportDocument
  readonly logs: number
  readonly afterRepeat: WorkspaceCheck
  /** Names of folders of chunks that no log owns, and of unfinished imports. */
  readonly leftovers: readonly string[]
}

const ROWS = 60_000
export const TORTURE_COUNTS = { read: ROWS + 2, stored: ROWS, rejected: 2 }

/** Kills an import of the same file at `instants` random times in one workspace; a new model each time. */
export async function* torture(instants: number, random: RandomSource): AsyncGenerator<TortureRound> {
  const root = mkdtempSync(join(tmpdir(), 'driftdesk-torture-'))
  const folder = join(root, 'workspace')
  const path = join(root, 'log.csv')
  const lines = Array.from({ length: ROWS }, (_, row) => `p${row},${row * 1.5},city ${row % 40}`)
  writeFileSync(path, ['prediction_id,x,city', ...lines, 'short', 'p,no number at all,Bern'].join('\n'))
  const started = performance.now()
  try {
    await run(folder, path, 'first')
    const usual = performance.now() - started
    for (let instant = 0; instant < instants; instant++) {
      const model = `model ${instant}`
      const killedAfter = random.uniform() * usual * 1.1
      const finished = await runAndKill(folder, path, model, killedAfter)
      const afterKill = check(folder)
      const repeated = await run(folder, path, model)
      yield {
        killedAfter,
        finished,
        afterKill,
        repeated,
        logs: countLogs(folder, model),
        afterRepeat: check(folder),
        leftovers: leftoversOf(folder),
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const program = join(import.meta.dirname, 'torture-child.ts')

async function run(folder: string, path: string, model: string): Promise<ImportDocument> {
  const child = spawn(process.execPath, [program, folder, path, model], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return importDocument.parse(JSON.parse(output))
}

async function runAndKill(folder: string, path: string, model: string, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, folder, path, model], { stdio: 'ignore' })
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

function check(folder: string): WorkspaceCheck {
  return withCatalogue(folder, verifyWorkspace)
}

function countLogs(folder: string, model: string): number {
  return withCatalogue(folder, ({ database }) =>
    Number(
      database.prepare<[string], number>('SELECT count(*) FROM datasets WHERE model = ?').pluck().get(model),
    ),
  )
}

function leftoversOf(folder: string): string[] {
  return withCatalogue(folder, ({ database, paths }) => {
    const known = new Set(database.prepare<[], string>('SELECT id FROM datasets').pluck().all())
    return [...readdirSync(paths.chunks).filter((name) => !known.has(name)), ...readdirSync(paths.staging)]
  })
}
