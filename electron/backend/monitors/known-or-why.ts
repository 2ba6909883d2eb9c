import { AppError, type ErrorCode } from '#shared/domain/errors.ts'

/** A measurement that could be made, or why not. */
export type KnownOrWhy<T> =
  | { readonly known: T; readonly why: null }
  | { readonly known: null; readonly why: string }

/** What a log may lack: these say that a question cannot be answered, not that something is broken. */
const LACKS: ReadonlySet<ErrorCode> = new Set([
  'MAPPING_INVALID',
  'NOTHING_TO_COMPARE',
  'NOT_AVAILABLE',
  'NOT_FOUND',
  'COLUMN_UNKNOWN',
  'BAD_PARAMS',
])

/** Runs a measurement; what the log lacks for it becomes a reason, everything else rejects. */
export async function knownOrWhy<T>(measure: () => Promise<T>): Promise<KnownOrWhy<T>> {
  try {
    return { known: await measure(), why: null }
  } catch (error) {
    if (error instanceof AppError && LACKS.has(error.code)) return { known: null, why: error.message }
    throw error
  }
}
