import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import type { RejectedRow } from '#shared/contract/documents/import.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { writeChunk } from '../chunks/writer.ts'
import type { StagedDataset } from '../types.ts'
import { workspacePaths } from '../workspace-paths.ts'

/** A staged import of one chunk with the numbers 0 … rows − 1 in column "x". */
export function stageNumbers(
  folder: string,
  options: { rows: number; hash: string; model?: string; rejects?: readonly RejectedRow[] },
): StagedDataset {
  const id = randomUUID() as DatasetId
  const place = join(workspacePaths(folder).staging, id)
  mkdirSync(place, { recursive: true })
  const values = Float64Array.from({ length: options.rows }, (_, row) => row)
  const written = writeChunk(
    join(place, '00000.arrow'),
    [{ name: 'x', storage: 'number', values, valid: null }],
    options.rows,
  )
  const rejects = options.rejects ?? []
  writeFileSync(
    join(place, 'rejects.ndjson'),
    rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''),
  )
  return {
    id,
    folder: place,
    model: options.model ?? 'default',
    name: 'numbers.csv',
    hash: options.hash,
    columns: [{ name: 'x', storage: 'number', kind: 'numeric', role: 'feature' }],
    chunks: [{ file: '00000.arrow', rows: options.rows, timeMin: null, timeMax: null, ...written }],
    rejectsFile: 'rejects.ndjson',
    mapping: { roles: { x: 'feature' } },
    document: {
      schema: 'driftdesk.import/1',
      model: options.model ?? 'default',
      rows_read: options.rows + rejects.length,
      rows_stored: options.rows,
      rows_rejected: rejects.length,
      rows_duplicate: 0,
      rejects: [...rejects],
      roles: { x: 'feature' },
      bytes: 1234,
      seconds: 0.5,
      notes: [],
    },
  }
}

export function driftColumnOf(name: string): DriftColumn {
  return {
    name,
    kind: 'numeric',
    role: 'feature',
    rows: { reference: 10, current: 10 },
    missing: { reference: 0, current: 0 },
    infinite: { reference: 0, current: 0 },
    psi: null,
    kl: null,
    js: null,
    ks: null,
    wasserstein: null,
    hellinger: null,
    chi2: null,
    verdict: 'insufficient',
    reasons: ['Too few rows to say (10 of 200)'],
    audit: { power_at_threshold: null, false_alarm_rate: null, min_rows: 200 },
    onset: { at: null, ci: null },
  }
}

export function driftDocumentOf(columns: readonly string[]): DriftDocument {
  return {
    schema: 'driftdesk.drift/1',
    reference: { rows: 10, hash: 'a' },
    current: { rows: 10, hash: 'b' },
    policy: 'default',
    columns: columns.map(driftColumnOf),
    quality: [],
    summary: { verdict: 'insufficient', drifted: 0, columns: columns.length },
    engine: { version: '0.1.0', backend: 'cpu', seconds: 0.1 },
  }
}
