import type { Database } from 'better-sqlite3'
import { type DriftHeatmap, driftHeatmap } from '#shared/contract/documents/heatmap.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId, RunId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { RunSides } from '../types.ts'
import { fromBlob, toBlob } from './blobs.ts'

type SideRow = { side: 'reference' | 'current'; dataset: DatasetId; row_window: string }
type HeatmapRow = { shape: string; psi: Buffer; rows: Buffer; verdicts: Buffer }

/** Within the transaction of the run. */
export function putRunDetails(
  database: Database,
  run: string,
  { sides, heatmap }: { readonly sides: RunSides; readonly heatmap: DriftHeatmap },
): void {
  const putSide = database.prepare(
    'INSERT INTO run_sides (run, side, dataset, row_window) VALUES (?, ?, ?, ?)',
  )
  for (const side of ['reference', 'current'] as const) {
    putSide.run(run, side, sides[side].dataset, JSON.stringify(sides[side].window))
  }
  const { psi, rows, verdicts, ...shape } = heatmap
  database
    .prepare('INSERT INTO run_heatmaps (run, shape, psi, rows, verdicts) VALUES (?, ?, ?, ?, ?)')
    .run(run, JSON.stringify(shape), toBlob(psi), toBlob(rows), toBlob(verdicts))
}

/** @throws AppError `NOT_AVAILABLE` for a run of an earlier version, which did not keep it. */
export function readRunSides(database: Database, run: RunId): RunSides {
  const rows = database
    .prepare<[string], SideRow>('SELECT side, dataset, row_window FROM run_sides WHERE run = ?')
    .all(run)
  const of = (side: SideRow['side']) => {
    const row = rows.find((one) => one.side === side)
    if (row === undefined) throw fromEarlierVersion()
    const window: RunSides['reference']['window'] = JSON.parse(row.row_window)
    return { dataset: row.dataset, window }
  }
  return { reference: of('reference'), current: of('current') }
}

/** @throws AppError `NOT_AVAILABLE` as `readRunSides`. */
export function readRunHeatmap(database: Database, run: RunId): DriftHeatmap {
  const row = database
    .prepare<[string], HeatmapRow>('SELECT shape, psi, rows, verdicts FROM run_heatmaps WHERE run = ?')
    .get(run)
  if (row === undefined) throw fromEarlierVersion()
  return driftHeatmap.parse({
    ...JSON.parse(row.shape),
    psi: fromBlob(row.psi),
    rows: fromBlob(row.rows),
    verdicts: fromBlob(row.verdicts),
  })
}

function fromEarlierVersion(): AppError {
  return new AppError('NOT_AVAILABLE', say('error.run.earlier'), say('mend.run_again'))
}
