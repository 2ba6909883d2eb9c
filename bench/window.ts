import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBaseline } from '#backend/baselines/create-baseline.ts'
import { createComputePool } from '#backend/compute/pool.ts'
import { createProfiles, type Profiles } from '#backend/profiles/profiles.ts'
import { jobContext } from '#backend/profiles/testing/workspace.ts'
import { writeChunk } from '#backend/store/chunks/writer.ts'
import { openStore } from '#backend/store/open-store.ts'
import type { Dataset, StagedDataset } from '#backend/store/types.ts'
import { workspacePaths } from '#backend/store/workspace-paths.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { createRandom, randomExponential, randomNormal } from '#shared/stats/random.ts'

/**
 * Windows of all metrics over 30 numeric features, from profiles, on a log of 20M rows and on one of 2M over the same
 * ninety days; and one of them from the rows, in the same run. Each log comes in ten imports of nine days, generated
 * from a seed; the chunks of those that no measurement reads again are removed once they are counted, so that the disk
 * holds some 2 GB at most, and nothing in the end.
 *
 * Usage: window [rows of the large log] [columns]
 */
const large = Number(process.argv[2] ?? 20_000_000)
const columns = Number(process.argv[3] ?? 30)
const small = large / 10
const IMPORTS = 10
const DAYS = 90
const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-01-01T00:00:00Z')
const CHUNK_ROWS = 200_000
/** The window that is measured from the rows too: a week, in the seventh and eighth import. */
const WEEK = { kind: 'time', start: START + 60 * DAY, end: START + 67 * DAY } as const
const READ_AGAIN = new Set([0, 6, 7])

const names = Array.from({ length: columns }, (_, index) => `x${index}`)
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-bench-'))
const drawn = names.map((_, index) => {
  const random = createRandom(index)
  return Float64Array.from({ length: CHUNK_ROWS }, () => {
    switch (index % 3) {
      case 0:
        return randomNormal(random)
      case 1:
        return Math.round(randomExponential(random) * 100) / 100
      default:
        return Math.exp(randomNormal(random) * 1.5)
    }
  })
})

/** Rows [from, to) of a log of `rows`, in order of time; every third column shifts slowly. */
function writeRows(path: string, rows: number, from: number, to: number) {
  const at = Float64Array.from({ length: to - from }, (_, row) =>
    Math.floor(START + ((from + row) / rows) * DAYS * DAY),
  )
  const numbers = drawn.map((values, index) => {
    const shift = index % 3 === 0 ? (0.3 * from) / rows : 0
    const turn = (from * 7 + index * 13) % CHUNK_ROWS
    return {
      name: names[index],
      storage: 'number' as const,
      values: Float64Array.from(at, (_, row) => values[(row + turn) % CHUNK_ROWS] + shift),
      valid: null,
    }
  })
  const written = writeChunk(path, [{ name: 'at', storage: 'timestamp', values: at }, ...numbers], to - from)
  return { rows: to - from, timeMin: at[0], timeMax: at[at.length - 1], ...written }
}

function stage(model: string, rows: number, part: number): StagedDataset {
  const id = `${model}-${part}` as DatasetId
  const place = join(workspacePaths(folder).staging, id)
  mkdirSync(place, { recursive: true })
  const chunks: StagedDataset['chunks'][number][] = []
  const last = (rows / IMPORTS) * (part + 1)
  for (let from = (rows / IMPORTS) * part; from < last; from += CHUNK_ROWS) {
    const file = `${chunks.length}.arrow`
    chunks.push({ file, ...writeRows(join(place, file), rows, from, Math.min(last, from + CHUNK_ROWS)) })
  }
  const roles = { at: 'timestamp' as const }
  return {
    id,
    folder: place,
    model,
    name: id,
    hash: id,
    columns: [
      { name: 'at', storage: 'timestamp', kind: 'datetime', role: 'timestamp' },
      ...names.map((name) => ({ name, storage: 'number', kind: 'numeric', role: 'feature' }) as const),
    ],
    chunks,
    rejectsFile: 'rejects.ndjson',
    mapping: { roles },
    document: {
      schema: 'driftdesk.import/1',
      model,
      rows_read: rows / IMPORTS,
      rows_stored: rows / IMPORTS,
      rows_rejected: 0,
      rows_duplicate: 0,
      rejects: [],
      roles,
      bytes: 0,
      seconds: 0,
      notes: [],
    },
  }
}

const seconds = (since: number) => (performance.now() - since) / 1_000
const milliseconds = (since: number) => performance.now() - since
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]

const store = await openStore({ folder })
const pool = createComputePool()
const startProfiles = () =>
  createProfiles({
    store,
    pool,
    folder,
    jobs: {
      start: () => {
        throw new Error('nothing is left to count')
      },
    },
  })
const context = jobContext()

/** Stores and counts a log. */
async function prepare(model: string, rows: number): Promise<void> {
  const profiles = startProfiles()
  let counting = 0
  for (let part = 0; part < IMPORTS; part++) {
    const dataset = await store.addDataset(stage(model, rows, part))
    if (part === 0) await takeBaseline(profiles, dataset)
    const started = performance.now()
    await profiles.countNew(model, context)
    counting += seconds(started)
    if (!READ_AGAIN.has(part)) {
      rmSync(join(workspacePaths(folder).chunks, dataset.id), { recursive: true, force: true })
    }
  }
  const counted = rows * (1 - 1 / IMPORTS)
  console.log(
    `${model}: counted ${(counted / counting / 1e6).toFixed(2)}M rows/s × ${columns} columns, ${pool.workers} workers`,
  )
  await profiles.close()
}

async function takeBaseline(profiles: Profiles, dataset: Dataset): Promise<void> {
  const { writeContent } = profiles
  const whole = {
    model: dataset.model,
    name: 'nine days',
    datasets: [dataset],
    window: { kind: 'all' },
  } as const
  const baseline = await createBaseline({ store, pool, writeContent }, whole, context)
  await profiles.changeBaseline(dataset.model, baseline.id, context)
}

/**
 * Times of the heat map of all columns over ninety buckets, of windows with random ends so that none was asked before,
 * in milliseconds; then of the whole log.
 */
async function mapBoth(models: readonly string[], profiles: Profiles): Promise<number[][]> {
  const random = createRandom(2)
  const times: number[][] = models.map(() => [])
  for (let round = 0; round < 60; round++) {
    const from = START + Math.floor(random.uniform() * 20 * 24) * HOUR
    const window = { kind: 'time', start: from, end: null } as const
    for (const [index, model] of models.entries()) {
      const { baseline, datasets } = await profiles.resolve({ model })
      const query = { baseline: baseline.id, datasets, window, most: 90 }
      const started = performance.now()
      await profiles.ask(model, 'modelSeries', query)
      if (round >= 20) times[index].push(milliseconds(started))
    }
  }
  return times
}

/** Times of windows with random ends, on both logs in turn, so that both meet the same machine. */
async function askBoth(models: readonly string[], profiles: Profiles): Promise<number[][]> {
  const random = createRandom(1)
  const times: number[][] = models.map(() => [])
  for (let round = 0; round < 300; round++) {
    const [a, b] = [random.uniform(), random.uniform()].map((share) => Math.floor(share * DAYS * 24))
    const window = {
      kind: 'time',
      start: START + Math.min(a, b) * HOUR,
      end: START + (Math.max(a, b) + 1) * HOUR,
    } as const
    for (const [index, model] of models.entries()) {
      const started = performance.now()
      await profiles.queryWindow({ model, window })
      // The first rounds pay for compiling the code, whatever the rows.
      if (round >= 100) times[index].push(milliseconds(started))
    }
  }
  return times
}

try {
  const models = [`${small / 1e6}M rows`, `${large / 1e6}M rows`]
  await prepare(models[0], small)
  await prepare(models[1], large)
  const profiles = startProfiles()
  for (const model of models) {
    const started = performance.now()
    await profiles.queryWindow({ model, window: WEEK })
    console.log(`${model}: first window, nothing in memory: ${milliseconds(started).toFixed(0)} ms`)
  }
  const times = await askBoth(models, profiles)
  for (const [index, model] of models.entries()) {
    const worst = Math.max(...times[index])
    console.log(
      `${model}: a fresh window, 200 at random: median ${median(times[index]).toFixed(1)} ms, worst ${worst.toFixed(1)} ms`,
    )
  }
  for (const [index, taken] of (await mapBoth(models, profiles)).entries()) {
    console.log(
      `${models[index]}: a fresh heat map of ${columns} columns × up to 90 buckets, 40 at random: median ${median(taken).toFixed(1)} ms, worst ${Math.max(...taken).toFixed(1)} ms`,
    )
  }
  const answer = await profiles.queryWindow({ model: models[1], window: WEEK })
  const started = performance.now()
  const exact = await profiles.measureWindow({ model: models[1], window: WEEK }, context)
  const whole = milliseconds(started)
  let differing = 0
  let outside = 0
  exact.columns.forEach(({ psi, ks }, index) => {
    const counted = answer.columns[index]
    if (Math.abs((psi?.value ?? Number.NaN) - (counted.psi?.value ?? 0)) > 1e-12) differing++
    const [lower, upper] = counted.ks?.bounds ?? [Number.NaN, Number.NaN]
    if (!(ks !== null && ks.statistic >= lower && ks.statistic <= upper)) outside++
  })
  const [two, twenty] = times.map(median)
  console.log(
    `the week from its ${(exact.rows.current / 1e6).toFixed(2)}M rows against ${(exact.rows.reference / 1e6).toFixed(2)}M: ${whole.toFixed(0)} ms, ${(whole / twenty).toFixed(0)} × as long as from counts`,
  )
  console.log(`columns with another PSI: ${differing}; with D outside its bounds: ${outside}`)
  console.log(
    `${models[1]} against ${models[0]}: ${((twenty / two - 1) * 100).toFixed(0)}% (under 50 ms and within 20% are wanted)`,
  )
  await profiles.close()
} finally {
  await pool.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}
