import type { ColumnStorage } from '#shared/domain/columns.ts'
import type { ProbedFile } from '../files/probe.ts'
import type { CsvDialect } from '../text/csv.ts'

/** The values of one column in the first rows of a file, as texts; '' where missing. */
export type SampledColumn = {
  readonly name: string
  readonly texts: readonly string[]
  /** More values, from further inside the file; they say what the column holds, not how it begins. */
  readonly later: readonly string[]
  /** What the format itself says, or null where it has texts only. */
  readonly storage: ColumnStorage | null
  /** The name of the format's own type where it matters to the reader of the file. */
  readonly type: string | null
}

export type FileSample = {
  readonly file: ProbedFile
  readonly columns: readonly SampledColumn[]
  readonly rows: number
  /** The 1-based line on which each of these rows starts; none where the format has no lines. */
  readonly lines: readonly number[]
  /** Rows of the whole file, exact or estimated; null where nothing tells. */
  readonly rowsExpected: number | null
  readonly dialect: CsvDialect | null
  readonly notes: readonly string[]
}

/** Rows that are looked at from the start of a file. */
export const SAMPLE_ROWS = 10_000
/** A log has no more columns than this. */
export const MOST_COLUMNS = 10_000
