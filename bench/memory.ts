import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIngest } from '#backend/ingest/create-ingest.ts'
import { openStore } from '#backend/store/open-store.ts'
import { createRandom } from '#shared/stats/random.ts'

/**
 * The largest resident memory of the whole process, all threads included, while a large CSV is imported, against that
 * of the process before. Argument: megabytes of CSV (5,000).
 */
const megabytes = Number(process.argv[2] ?? 5_000)
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))

function writeLog(path: string): number {
  const random = createRandom(1)
  const file = openSync(path, 'w')
  const names = Array.from({ length: 14 }, (_, index) => `f${index}`)
  writeSync(file, `prediction_id,timestamp,${names.join(',')},city,comment,score,label\n`)
  // One block of values is written again and again under new identifiers: its content does not matter here.
  const block = Array.from({ length: 20_000 }, () => {
    const values = names.map(() => (random.uniform() * 1000).toPrecision(12))
    return `${values.join(',')},city number ${random.uint32() % 40},free text number ${random.uint32()},${random.uniform()},${random.uint32() % 2}`
  })
  let rows = 0
  let bytes = 0
  while (bytes < megabytes * 1e6) {
    const lines = block.map((line, index) => {
      const row = rows + index
      return `p${String(row).padStart(10, '0')},${new Date(1_609_459_200_000 + row * 1000).toISOString()},${line}\n`
    })
    bytes += writeSync(file, lines.join(''))
    rows += block.length
  }
  closeSync(file)
  return rows
}

const megabytesUsed = () => process.memoryUsage.rss() / 1e6

try {
  const path = join(folder, 'log.csv')
  const rows = writeLog(path)
  const workspace = join(folder, 'workspace')
  const store = await openStore({ folder: workspace })
  const ingest = await createIngest({ store, folder: workspace, temporary: join(folder, 'temporary') })
  const before = megabytesUsed()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, megabytesUsed())
  }, 20)
  const started = performance.now()
  const dataset = await ingest.importFiles(
    { files: [{ path, name: 'log.csv' }], model: 'bench' },
    { cancelFlag: new Int32Array(new SharedArrayBuffer(4)), report: () => {} },
  )
  clearInterval(timer)
  const seconds = (performance.now() - started) / 1000
  if (dataset.rows !== rows) throw new Error(`${dataset.rows} of ${rows} rows were stored`)
  console.log(
    `memory: ${megabytes} MB of CSV, ${rows} rows in ${seconds.toFixed(1)} s; before ${before.toFixed(0)} MB, at most ${peak.toFixed(0)} MB resident (budget 1000), ${(peak / megabytes).toFixed(2)} of the file`,
  )
  await ingest.close()
  await store.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
