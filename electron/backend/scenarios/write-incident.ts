import { createWriteStream } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Incident, ScenarioModel } from '../../../resources/scenarios/kit/scenario.ts'
import { csvHeader, csvLines, type Table } from '../../../resources/scenarios/kit/table.ts'

const ROWS_AT_ONCE = 5_000

export type WrittenFile = { readonly file: string; readonly rows: number | null; readonly bytes: number }

/** Files of one model; null for what it does not have. */
export type ModelFiles = {
  readonly model: ScenarioModel
  readonly baseline: string | null
  readonly log: string
  readonly labels: string | null
  /** Columns of each file, by its path. */
  readonly columns: ReadonlyMap<string, readonly string[]>
}

export type WrittenIncident = {
  readonly models: readonly ModelFiles[]
  readonly files: readonly WrittenFile[]
}

/**
 * Writes an incident to a folder: `logs/MODEL.csv`, `baselines/`, `labels/`, `manifests/`, `policies/`, `mappings/` and
 * `truth.json`. A table is written in blocks of rows and let go before the next is made.
 */
export async function writeIncident(
  { models, truth }: Incident,
  folder: string,
  throwIfCancelled: () => void = () => undefined,
): Promise<WrittenIncident> {
  const files: WrittenFile[] = []
  const columns = new Map<string, readonly string[]>()
  const note = async (file: string, rows: number | null): Promise<string> => {
    const path = join(folder, file)
    files.push({ file, rows, bytes: (await stat(path)).size })
    return path
  }
  const place = async (part: string, name: string): Promise<string> => {
    await mkdir(join(folder, part), { recursive: true })
    return `${part}/${name}`
  }
  const table = async (part: string, name: string, make: (() => Table) | null | undefined) => {
    if (make === null || make === undefined) return null
    throwIfCancelled()
    const file = await place(part, `${name}.csv`)
    const made = make()
    await pipeline(Readable.from(blocks(made, throwIfCancelled)), createWriteStream(join(folder, file)))
    const path = await note(file, made.rows)
    columns.set(
      path,
      made.columns.map((column) => column.name),
    )
    return path
  }
  const text = async (part: string, name: string, content: string | undefined) => {
    if (content === undefined) return
    const file = await place(part, name)
    await writeFile(join(folder, file), content)
    await note(file, null)
  }
  const written: ModelFiles[] = []
  for (const model of models) {
    const { name, mapping, manifest, breaker, alerts } = model
    const log = (await table('logs', name, model.log)) ?? ''
    const baseline = await table('baselines', name, model.baseline)
    const labels = await table('labels', name, model.labels)
    await text('mappings', `${name}.json`, `${JSON.stringify({ ...mapping, model: name }, null, 2)}\n`)
    await text('manifests', `${name}.yaml`, manifest)
    await text('policies', `${name}.breaker.yaml`, breaker)
    await text('policies', `${name}.alerts.yaml`, alerts)
    written.push({ model, log, baseline, labels, columns })
  }
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  await note('truth.json', null)
  return { models: written, files }
}

function* blocks(table: Table, throwIfCancelled: () => void): Generator<string> {
  yield csvHeader(table)
  for (let row = 0; row < table.rows; row += ROWS_AT_ONCE) {
    throwIfCancelled()
    yield csvLines(table, row, Math.min(table.rows, row + ROWS_AT_ONCE))
  }
}
