import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { createBackend } from '#backend/create-backend.ts'
import { localTransport } from '#backend/local-transport.ts'
import { createClient } from '#shared/contract/client.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { RESOURCES_FOLDER } from '../electron/loopback/app-folders.ts'
import { deliverTo, nodePlatform } from '../electron/loopback/platform.ts'

/**
 * Import of a CSV, as the app does it, against DuckDB's copy of the same file to Parquet, in the same run, in turns:
 * into a model with a baseline, so that the rows are stored, counted into profiles and visible when the job ends; and
 * into an empty workspace, where there is nothing yet to count them against. The app runs already when a file comes,
 * so its start is not timed. Time of the processor is printed too: it says more than the clock on a busy machine.
 * Arguments: rows (2,000,000), repetitions (3).
 */
const rows = Number(process.argv[2] ?? 2_000_000)
const repetitions = Number(process.argv[3] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))
const FEATURES = 14
const BASELINE_ROWS = 100_000

/** 20 columns: an identifier, a time, numbers, two categories, a score, a label. */
function writeLog(path: string, first: number, count: number): void {
  const random = createRandom(1 + first)
  const file = openSync(path, 'w')
  const features = Array.from({ length: FEATURES }, (_, index) => `f${index}`)
  writeSync(file, `prediction_id,timestamp,${features.join(',')},city,device,score,label\n`)
  for (let from = first; from < first + count; from += 10_000) {
    const lines: string[] = []
    for (let row = from; row < Math.min(first + count, from + 10_000); row++) {
      const time = new Date(1_609_459_200_000 + row * 1000).toISOString().slice(0, 19)
      const values = features.map((_, index) => (randomNormal(random) * 10 ** (index % 4)).toPrecision(12))
      const score = random.uniform()
      const city = `city number ${random.uint32() % 40}`
      lines.push(
        `p${String(row).padStart(9, '0')},${time},${values.join(',')},${city},d${row % 200},${score.toPrecision(12)},${Number(random.uniform() < score)}`,
      )
    }
    writeSync(file, `${lines.join('\n')}\n`)
  }
  closeSync(file)
}

type Taken = { readonly seconds: number; readonly processor: number }

async function timed(work: () => Promise<void>): Promise<Taken> {
  // Nobody pays for writing the pages of whoever was before.
  spawnSync('sync')
  const used = process.cpuUsage()
  const started = performance.now()
  await work()
  const { user, system } = process.cpuUsage(used)
  return { seconds: (performance.now() - started) / 1000, processor: (user + system) / 1e6 }
}

async function copyToParquet(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (SELECT * FROM read_csv('${path}')) TO '${join(folder, 'peer.parquet')}'`)
  connection.closeSync()
  instance.closeSync()
}

async function importLog(path: string, earlier: string | null): Promise<Taken> {
  const workspace = mkdtempSync(join(folder, 'workspace-'))
  const backend = await createBackend(
    nodePlatform({
      shell: 'cli',
      paths: { workspace, temporary: join(folder, 'temporary'), resources: RESOURCES_FOLDER },
      browser: { found: false, reason: 'None here.', mend: 'Install one.' },
      deliver: deliverTo(join(folder, 'delivered')),
      say: () => undefined,
    }),
  )
  try {
    const client = createClient(localTransport(backend))
    const mapping = { roles: {}, model: 'bench' }
    const read = async (from: string) => {
      const { token } = await backend.grantFile(from)
      return client.job('log.import', { files: [token], mapping }).result
    }
    if (earlier !== null) {
      await read(earlier)
      const window = { kind: 'all' } as const
      await client.job('models.use_rows', { model: 'bench', name: 'earlier rows', window }).result
    }
    return await timed(async () => {
      const { rows_stored } = await read(path)
      if (rows_stored !== rows) throw new Error(`${rows_stored} of ${rows} rows were stored`)
      if (earlier === null) return
      const window = { kind: 'all' } as const
      const counted = await client.query('profiles.window', { model: 'bench', window })
      const all = rows + BASELINE_ROWS
      if (counted.rows.current !== all) throw new Error(`${counted.rows.current} of ${all} rows were counted`)
    })
  } finally {
    await backend.close()
    rmSync(workspace, { recursive: true })
  }
}

const told = ({ seconds, processor }: Taken) =>
  `${seconds.toFixed(2)} s (processor ${processor.toFixed(2)} s)`
const median = (ratios: readonly number[]) =>
  ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)].toFixed(2)

try {
  const path = join(folder, 'log.csv')
  const earlier = join(folder, 'earlier.csv')
  writeLog(earlier, 0, BASELINE_ROWS)
  writeLog(path, BASELINE_ROWS, rows)
  console.log(`${rows} rows × 20 columns, ${Math.round(statSync(path).size / 1e6)} MB of CSV`)
  const ratios: { readonly profiled: number; readonly first: number; readonly processor: number }[] = []
  for (let turn = 0; turn < repetitions; turn++) {
    const before = await timed(() => copyToParquet(path))
    const profiled = await importLog(path, earlier)
    const first = await importLog(path, null)
    const after = await timed(() => copyToParquet(path))
    const peer = (before.seconds + after.seconds) / 2
    const processor = profiled.processor / ((before.processor + after.processor) / 2)
    ratios.push({ profiled: profiled.seconds / peer, first: first.seconds / peer, processor })
    console.log(
      `DuckDB to Parquet ${told(before)} and ${told(after)}; stored, profiled, visible ${told(profiled)}: ratio ${(profiled.seconds / peer).toFixed(2)}; first log of a model ${told(first)}: ratio ${(first.seconds / peer).toFixed(2)}`,
    )
  }
  console.log(
    `import: median ratio ${median(ratios.map(({ profiled }) => profiled))} of DuckDB's CSV to Parquet (budget 2), ${median(ratios.map(({ processor }) => processor))} by time of the processor; without a baseline ${median(ratios.map(({ first }) => first))}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
