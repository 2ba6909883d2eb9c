import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBackend } from '#backend/create-backend.ts'
import { localTransport } from '#backend/local-transport.ts'
import { createClient } from '#shared/contract/client.ts'
import { createRandom } from '#shared/stats/random.ts'
import { RESOURCES_FOLDER } from '../electron/loopback/app-folders.ts'
import { deliverTo, nodePlatform } from '../electron/loopback/platform.ts'

/**
 * The largest resident memory of a whole backend, all threads included, while a large CSV is imported, against that
 * before. A process of its own writes the file, so that what writing takes is not counted. Argument: megabytes of CSV
 * (5,000).
 */
const megabytes = Number(process.argv[2] ?? 5_000)
const target = process.argv[3]
if (target !== undefined) {
  console.log(writeLog(target))
  process.exit(0)
}
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
  const writer = spawnSync(process.execPath, [import.meta.filename, String(megabytes), path], {
    encoding: 'utf8',
  })
  const rows = Number(writer.stdout)
  const backend = await createBackend(
    nodePlatform({
      shell: 'cli',
      paths: {
        workspace: join(folder, 'workspace'),
        temporary: join(folder, 'temporary'),
        resources: RESOURCES_FOLDER,
      },
      browser: { found: false, reason: 'None here.', mend: 'Install one.' },
      deliver: deliverTo(join(folder, 'delivered')),
      say: () => undefined,
    }),
  )
  const client = createClient(localTransport(backend))
  const { token } = await backend.grantFile(path)
  const before = megabytesUsed()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, megabytesUsed())
  }, 20)
  const started = performance.now()
  const document = await client.job('log.import', {
    files: [token],
    mapping: { roles: {}, model: 'bench' },
  }).result
  clearInterval(timer)
  const seconds = (performance.now() - started) / 1000
  if (document.rows_stored !== rows) throw new Error(`${document.rows_stored} of ${rows} rows were stored`)
  console.log(
    `memory: ${megabytes} MB of CSV, ${rows} rows in ${seconds.toFixed(1)} s; before ${before.toFixed(0)} MB, at most ${peak.toFixed(0)} MB resident (budget 1000), ${(peak / megabytes).toFixed(2)} of the file`,
  )
  await backend.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
