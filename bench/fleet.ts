import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { calibrationFile } from '#backend/compute/dense/calibration-file.ts'
import { createDenseCompute } from '#backend/compute/dense/dense.ts'
import { createGpu } from '#backend/gpu/client.ts'
import { measureFleet } from '#backend/monitors/fleet/measure-fleet.ts'
import { storedFleet } from '#backend/monitors/fleet/members.ts'
import { jobContext, openTestWorkspace } from '#backend/profiles/testing/workspace.ts'
import type { ChunkColumn } from '#backend/store/chunks/columns.ts'
import { writeChunk } from '#backend/store/chunks/writer.ts'
import type { StagedDataset } from '#backend/store/types.ts'
import { workspacePaths } from '#backend/store/workspace-paths.ts'
import type { ColumnKind, Role } from '#shared/domain/columns.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'

/**
 * The five failure modes over a fleet of ten models with a log of a million rows each, over ninety days: an identifier
 * that all share, a score, a label, who decided, a version, and ten features, the last of which is the output of the
 * model before. A fleet with a tenth of the rows is measured in the same run. Generated from a seed.
 *
 * Usage: fleet [rows of each model] [models]
 */
const large = Number(process.argv[2] ?? 1_000_000)
const models = Number(process.argv[3] ?? 10)
const FEATURES = 10
const CHUNK_ROWS = 200_000
const DAY = 86_400_000
const DAYS = 90
const START = Date.parse('2026-01-01T00:00:00Z')
const COLUMNS: readonly { readonly name: string; readonly role: Role; readonly kind: ColumnKind }[] = [
  { name: 'at', role: 'timestamp', kind: 'datetime' },
  { name: 'id', role: 'prediction_id', kind: 'text' },
  { name: 'score', role: 'score', kind: 'numeric' },
  { name: 'label', role: 'label', kind: 'numeric' },
  { name: 'served_by', role: 'served_by', kind: 'categorical' },
  { name: 'version', role: 'version', kind: 'categorical' },
  ...Array.from(
    { length: FEATURES },
    (_, f) => ({ name: `x${f}`, role: 'feature', kind: 'numeric' }) as const,
  ),
]

type Texts = { readonly offsets: Int32Array; readonly bytes: Uint8Array }

function utf8(texts: readonly string[]): Texts {
  const offsets = new Int32Array(texts.length + 1)
  let length = 0
  for (const [i, text] of texts.entries()) {
    length += text.length
    offsets[i + 1] = length
  }
  return { offsets, bytes: Buffer.from(texts.join('')) }
}

/** One model's log, and its scores, which the next model takes as an input. */
function stage(folder: string, model: number, rows: number, upstream: Float64Array | null) {
  const random = createRandom(model)
  const id = `model-${model}` as DatasetId
  const place = join(workspacePaths(folder).staging, id)
  mkdirSync(place, { recursive: true })
  const score = new Float64Array(rows)
  const chunks: StagedDataset['chunks'][number][] = []
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from)
    const numbers = (of: (row: number) => number): Float64Array =>
      Float64Array.from({ length: count }, (_, row) => of(from + row))
    const features = Array.from({ length: FEATURES }, (_, f) =>
      f === FEATURES - 1 && upstream !== null
        ? upstream.slice(from, from + count)
        : numbers(() => randomNormal(random)),
    )
    const shift = from >= rows * 0.6 ? 0.4 : 0
    for (let row = 0; row < count; row++) {
      const logit = features[0][row] + 0.5 * features[FEATURES - 1][row] + shift
      score[from + row] = 1 / (1 + Math.exp(-logit))
    }
    const at = numbers((row) => Math.floor(START + (row / rows) * DAYS * DAY))
    const columns: ChunkColumn[] = [
      { name: 'at', storage: 'timestamp', values: at },
      {
        name: 'id',
        storage: 'string',
        encoding: 'plain',
        values: utf8(Array.from({ length: count }, (_, row) => `order-${from + row}`)),
        valid: null,
      },
      { name: 'score', storage: 'number', values: score.slice(from, from + count), valid: null },
      {
        name: 'label',
        storage: 'number',
        values: numbers((row) => Number(random.uniform() < score[row])),
        valid: null,
      },
      {
        name: 'served_by',
        storage: 'string',
        encoding: 'dictionary',
        codes: Int32Array.from({ length: count }, () => Number(random.uniform() < 0.1)),
        dictionary: utf8(['model', 'random']),
      },
      {
        name: 'version',
        storage: 'string',
        encoding: 'dictionary',
        codes: Int32Array.from({ length: count }, (_, row) => Math.floor(((from + row) / rows) * 3)),
        dictionary: utf8(['1', '2', '3']),
      },
      ...features.map((values, f) => ({ name: `x${f}`, storage: 'number' as const, values, valid: null })),
    ]
    const file = `${chunks.length}.arrow`
    chunks.push({
      file,
      rows: count,
      timeMin: at[0],
      timeMax: at[count - 1],
      ...writeChunk(join(place, file), columns, count),
    })
  }
  const roles = Object.fromEntries(COLUMNS.map(({ name, role }) => [name, role]))
  const staged: StagedDataset = {
    id,
    folder: place,
    model: `model ${model}`,
    name: id,
    hash: id,
    columns: COLUMNS.map(({ name, role, kind }) => ({
      name,
      role,
      kind,
      storage: kind === 'datetime' ? 'timestamp' : kind === 'numeric' ? 'number' : 'string',
    })),
    chunks,
    rejectsFile: 'rejects.ndjson',
    mapping: { roles },
    document: {
      schema: 'driftdesk.import/1',
      model: `model ${model}`,
      rows_read: rows,
      rows_stored: rows,
      rows_rejected: 0,
      rows_duplicate: 0,
      rejects: [],
      roles,
      bytes: 0,
      seconds: 0,
      notes: [],
    },
  }
  return { staged, score }
}

async function measure(rows: number): Promise<number> {
  const workspace = await openTestWorkspace()
  try {
    let upstream: Float64Array | null = null
    for (let model = 0; model < models; model++) {
      const { staged, score }: ReturnType<typeof stage> = stage(workspace.folder, model, rows, upstream)
      await workspace.store.addDataset(staged)
      upstream = score
    }
    const members = await storedFleet(workspace)
    const dense = createDenseCompute({
      pool: workspace.pool,
      gpu: createGpu({ kernels: resolve('resources/kernels'), memoryBytes: 2 ** 28 }),
      calibrations: calibrationFile(join(workspace.folder, 'compute.json')),
    })
    const run = (some: typeof members) =>
      measureFleet(
        { pool: workspace.pool, dense },
        { members: some, manifests: [], mapping: undefined, seed: 0, backend: 'cpu' },
        jobContext(),
      )
    // The threads of the pool are up, as they are in the app.
    await run(members.slice(0, 2))
    const started = performance.now()
    const used = process.cpuUsage()
    const document = await run(members)
    const seconds = (performance.now() - started) / 1_000
    const { user, system } = process.cpuUsage(used)
    const fired = document.modes.filter(({ fired }) => fired).map(({ mode }) => mode)
    console.log(
      `${models} models × ${rows.toLocaleString('en')} rows: ${seconds.toFixed(2)} s (processor ${((user + system) / 1e6).toFixed(2)} s on ${workspace.pool.workers} workers); ${document.edges.length} dependencies, found ${fired.join(', ') || 'nothing'}`,
    )
    return seconds
  } finally {
    await workspace.close()
  }
}

const small = await measure(large / 10)
const whole = await measure(large)
console.log(`ten times the rows: ${(whole / small).toFixed(1)} × the time`)
