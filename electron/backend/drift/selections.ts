import { createHash } from 'node:crypto'
import type { ComparisonSource } from '#shared/contract/sources.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { RowSource } from '../compute/procedures.ts'
import type { Dataset, Selection } from '../store/types.ts'

/** One side of a comparison: rows of a dataset, their identity, and what to call them. */
export type Side = {
  readonly dataset: Dataset
  readonly window: Selection['window']
  readonly hash: string
  readonly title: string
}

const ALL: Selection['window'] = { kind: 'all' }

export function wholeSide(dataset: Dataset): Side {
  return side(dataset, ALL, dataset.name)
}

/**
 * The two halves of one log, cut at a time or at a share of its rows.
 * @throws AppError `MAPPING_INVALID` for a time where the log has no timestamp column, `NOTHING_TO_COMPARE` when
 * the cut leaves one half empty by what the chunks say.
 */
export function splitSides(
  dataset: Dataset,
  at: Extract<ComparisonSource, { kind: 'split' }>['at'],
): { reference: Side; current: Side } {
  if ('share' in at) {
    const cut = Math.round(dataset.rows * at.share)
    if (cut === 0 || cut === dataset.rows) throw emptyHalf(dataset, `after ${cut} of ${dataset.rows} rows`)
    return {
      reference: side(dataset, { kind: 'rows', start: 0, end: cut }, `${dataset.name}, first ${cut} rows`),
      current: side(dataset, { kind: 'rows', start: cut, end: dataset.rows }, `${dataset.name}, the rest`),
    }
  }
  const time = Date.parse(at.time)
  if (timestampOf(dataset) === null) {
    throw new AppError(
      'MAPPING_INVALID',
      say('error.cut.no_times', { log: dataset.name }),
      say('error.cut.no_times.mend'),
    )
  }
  const starts = dataset.chunks.flatMap((chunk) => (chunk.timeMin === null ? [] : [chunk.timeMin]))
  const ends = dataset.chunks.flatMap((chunk) => (chunk.timeMax === null ? [] : [chunk.timeMax]))
  const first = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = ends.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (!(first < time && time <= last)) {
    const range = Number.isFinite(first)
      ? `${new Date(first).toISOString()} to ${new Date(last).toISOString()}`
      : 'no time at all'
    throw emptyHalf(dataset, `at ${at.time}; the log covers ${range}`)
  }
  return {
    reference: side(dataset, { kind: 'time', start: null, end: time }, `${dataset.name}, before ${at.time}`),
    current: side(dataset, { kind: 'time', start: time, end: null }, `${dataset.name}, from ${at.time}`),
  }
}

/** What a compute worker needs to read the side's rows. */
export function rowSource({ dataset, window }: Side): RowSource {
  return rowSourceOf(dataset, window)
}

export function rowSourceOf(dataset: Dataset, window: Selection['window']): RowSource {
  return {
    chunks: dataset.chunks.map(({ path, rows, timeMin, timeMax }) => ({ path, rows, timeMin, timeMax })),
    window,
    timestamp: timestampOf(dataset),
  }
}

function side(dataset: Dataset, window: Selection['window'], title: string): Side {
  return { dataset, window, title, hash: hashOf(dataset, window) }
}

function timestampOf(dataset: Dataset): string | null {
  return dataset.columns.find((column) => column.role === 'timestamp')?.name ?? null
}

/** The dataset's content hash; for a part of it, the hash of that hash and the window. */
function hashOf(dataset: Dataset, window: Selection['window']): string {
  if (window.kind === 'all') return dataset.hash
  return createHash('sha256')
    .update(`${dataset.hash} ${JSON.stringify(window)}`)
    .digest('hex')
}

function emptyHalf(dataset: Dataset, where: string): AppError {
  return new AppError(
    'NOTHING_TO_COMPARE',
    `Cutting ${dataset.name} ${where} leaves one side without rows.`,
    say('error.cut.inside'),
  )
}
