import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { createIngest } from '#backend/ingest/create-ingest.ts'
import { openStore } from '#backend/store/open-store.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'

/**
 * Import of a CSV to stored and visible against DuckDB's copy of the same file to Parquet, in the same run, in turns.
 * Arguments: rows (2,000,000), repetitions (3).
 */
const rows = Number(process.argv[2] ?? 2_000_000)
const repetitions = Number(process.argv[3] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))
const FEATURES = 14

/** 20 columns: an identifier, a time, numbers, two categories, a score, a label. */
function writeLog(path: string): void {
  const random = createRandom(1)
  const file = openSync(path, 'w')
  const features = Array.from({ length: FEATURES }, (_, index) => `f${index}`)
  writeSync(file, `prediction_id,timestamp,${features.join(',')},city,device,score,label\n`)
  for (let from = 0; from < rows; from += 10_000) {
    const lines: string[] = []
    for (let row = from; row < Math.min(rows, from + 10_000); row++) {
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

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

async function copyToParquet(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (SELECT * FROM read_csv('${path}')) TO '${join(folder, 'peer.parquet')}'`)
  connection.closeSync()
  instance.closeSync()
}

async function importLog(path: string, workspace: string): Promise<void> {
  const store = await openStore({ folder: workspace })
  const ingest = await createIngest({ store, folder: workspace, temporary: join(folder, 'temporary') })
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
  const dataset = await ingest.importFiles(
    { files: [{ path, name: 'log.csv' }], model: 'bench' },
    { cancelFlag, report: () => {} },
  )
  if (dataset.rows !== rows) throw new Error(`${dataset.rows} of ${rows} rows were stored`)
  await ingest.close()
  await store.close()
}

try {
  const path = join(folder, 'log.csv')
  writeLog(path)
  console.log(`${rows} rows × 20 columns, ${Math.round(statSync(path).size / 1e6)} MB of CSV`)
  const ratios: number[] = []
  for (let turn = 0; turn < repetitions; turn++) {
    const peer = await timed(() => copyToParquet(path))
    const workspace = join(folder, `workspace-${turn}`)
    const own = await timed(() => importLog(path, workspace))
    rmSync(workspace, { recursive: true })
    ratios.push(own / peer)
    console.log(
      `DuckDB to Parquet ${peer.toFixed(2)} s, import ${own.toFixed(2)} s: ratio ${(own / peer).toFixed(2)} (${Math.round(rows / own)} rows/s)`,
    )
  }
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]
  console.log(`import: median ratio ${median.toFixed(2)} of DuckDB's CSV to Parquet (budget 2)`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
