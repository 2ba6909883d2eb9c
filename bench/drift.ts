import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createComputePool } from '#backend/compute/pool.ts'
import type { MeasureColumnTask, RowSource } from '#backend/compute/procedures.ts'
import { writeChunk } from '#backend/store/chunks/writer.ts'
import { createRandom, randomExponential, randomNormal } from '#shared/stats/random.ts'

/**
 * Drift of 1M against 1M rows × 30 numeric columns, every default metric, exact: the compute pool, reading chunks
 * from disk, against NumPy and SciPy in one process, reading raw arrays, in the same run. Results are compared.
 */
const rows = Number(process.argv[2] ?? 1_000_000)
const columns = Number(process.argv[3] ?? 30)
const chunkRows = 262_144
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))

function generate(column: number, side: number): Float64Array<ArrayBuffer> {
  const random = createRandom(column, side)
  const shift = side * (column % 5) * 0.05
  return Float64Array.from({ length: rows }, () => {
    switch (column % 3) {
      case 0:
        return randomNormal(random) + shift
      case 1:
        return Math.round(randomExponential(random) * 100 * (1 + shift)) / 100
      default:
        return Math.exp(randomNormal(random) * 1.5 + shift)
    }
  })
}

function write(side: 'reference' | 'current'): RowSource {
  const values = Array.from({ length: columns }, (_, column) =>
    generate(column, side === 'reference' ? 0 : 1),
  )
  for (const [index, column] of values.entries()) writeFileSync(join(folder, `${side}-${index}.f64`), column)
  const chunks: { path: string; rows: number; timeMin: null; timeMax: null }[] = []
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(rows, from + chunkRows)
    const path = join(folder, 'chunks', `${side}-${from}.arrow`)
    const part = values.map((column, index) => ({
      name: `c${index}`,
      storage: 'number' as const,
      values: column.slice(from, to),
      valid: null,
    }))
    writeChunk(path, part, to - from)
    chunks.push({ path, rows: to - from, timeMin: null, timeMax: null })
  }
  return { chunks, window: { kind: 'all' }, timestamp: null }
}

try {
  mkdirSync(join(folder, 'chunks'))
  console.log(`writing ${rows} + ${rows} rows × ${columns} columns`)
  const [reference, current] = [write('reference'), write('current')]
  const tasks = Array.from(
    { length: columns },
    (_, index): MeasureColumnTask => ({
      column: `c${index}`,
      storage: 'number',
      role: 'feature',
      missingOnly: false,
      reference,
      current,
      seed: 0,
      cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
    }),
  )
  const pool = createComputePool()
  const times: number[] = []
  let results: Awaited<ReturnType<typeof pool.map<'measureColumn'>>> = []
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now()
    results = await pool.map('measureColumn', tasks, { cancelFlag: tasks[0].cancelFlag })
    times.push((performance.now() - started) / 1_000)
  }
  await pool.close()
  const script = join(import.meta.dirname, 'peers', 'drift.py')
  const peer = JSON.parse(
    execFileSync('python3', [script, folder, String(columns)], { encoding: 'utf8', maxBuffer: 1e8 }),
  )
  let worst = 0
  results.forEach(({ measures }, index) => {
    const [, , , , ks, , distance] = peer.results[index]
    worst = Math.max(
      worst,
      Math.abs((measures?.ks?.statistic ?? Number.NaN) - ks),
      Math.abs((measures?.wasserstein?.value ?? Number.NaN) - distance) / distance,
    )
  })
  const best = Math.min(...times)
  console.log(`Driftdesk, ${pool.workers} workers: ${times.map((time) => time.toFixed(2)).join(', ')} s`)
  console.log(
    `NumPy and SciPy, one process: ${peer.seconds.toFixed(2)} s (${peer.read_seconds.toFixed(2)} s of it reading)`,
  )
  console.log(`largest difference in D and W1: ${worst.toExponential(1)}`)
  console.log(
    `ratio: ${(peer.seconds / best).toFixed(1)} × (first round ${(peer.seconds / times[0]).toFixed(1)} ×), at least 8 × is wanted`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
