import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '#shared/contract/client.ts'
import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Params } from '#shared/contract/operations.ts'
import type { FileToken, RunId } from '#shared/domain/ids.ts'
import type { LocalBackend } from '../../backend.ts'
import { createBackend } from '../../create-backend.ts'

type RunOptions = Omit<Params<'drift.run'>, 'source'>

export type Comparison = {
  readonly run: RunId
  readonly document: DriftDocument
  readonly heatmap: DriftHeatmap
  /** The column of that name; an error without it. */
  column(name: string): DriftColumn
  /** Codes of the findings, with their columns where they have one. */
  readonly findings: readonly string[]
}

/** The whole backend on a workspace of its own, for comparisons of texts in CSV or of a bundled sample. */
export type Desk = {
  readonly client: Client
  readonly watchFolder: LocalBackend['watchFolder']
  grant(name: string, content: string): Promise<FileToken>
  compare(
    reference: string,
    current: string,
    options?: RunOptions,
    onProgress?: (progress: JobProgress) => void,
  ): Promise<Comparison>
  compareSample(name: string, options?: RunOptions): Promise<Comparison>
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const root = mkdtempSync(join(tmpdir(), 'driftdesk-drift-'))
  const backend = await createBackend({
    shell: 'cli',
    paths: {
      workspace: join(root, 'workspace'),
      temporary: join(root, 'temporary'),
      resources: join(import.meta.dirname, '../../../../resources'),
    },
    dialogs: null,
    pdf: { available: false, reason: 'Nothing is printed here.' },
    secrets: null,
    notify: () => {},
    deliver: async () => ({ kind: 'cancelled' }),
    openExternal: async () => {},
  })
  const client = createClient({
    send: (operation, params) => backend.handle(operation, params),
    onEvent: (listener) => backend.onEvent(listener),
  })
  let files = 0
  const grant = async (name: string, content: string): Promise<FileToken> => {
    files += 1
    const path = join(root, `${files}-${name}`)
    writeFileSync(path, content)
    return (await backend.grantFile(path, name)).token
  }
  const run = async (
    source: Params<'drift.run'>['source'],
    options: RunOptions,
    onProgress?: (progress: JobProgress) => void,
  ): Promise<Comparison> => {
    const { run: id } = await client.job('drift.run', { ...options, source }, onProgress).result
    const { document } = await client.query('drift.get', { run: id })
    return {
      run: id,
      document,
      heatmap: await client.query('drift.heatmap', { run: id }),
      column(name) {
        const column = document.columns.find((one) => one.name === name)
        if (column === undefined) throw new Error(`the document has no column ${name}`)
        return column
      },
      findings: document.quality.map(({ code, column }) => (column === null ? code : `${code} ${column}`)),
    }
  }
  return {
    client,
    watchFolder: backend.watchFolder,
    grant,
    async compare(reference, current, options = {}, onProgress) {
      const source = {
        kind: 'pair' as const,
        reference: [await grant('reference.csv', reference)],
        current: [await grant('current.csv', current)],
      }
      return run(source, options, onProgress)
    },
    async compareSample(name, options = {}) {
      const { reference, current } = await client.command('samples.open', { name })
      const tokens = (side: typeof reference) => side.map(({ token }) => token)
      return run({ kind: 'pair', reference: tokens(reference), current: tokens(current) }, options)
    },
    async close() {
      await backend.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** A log as CSV: a header, and one line a row. */
export function csv(
  columns: Readonly<Record<string, (row: number) => string | number>>,
  rows: number,
): string {
  const names = Object.keys(columns)
  const lines = Array.from({ length: rows }, (_, row) => names.map((name) => columns[name](row)).join(','))
  return `${names.join(',')}\n${lines.join('\n')}\n`
}
