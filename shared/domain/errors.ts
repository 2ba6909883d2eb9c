/** Every way in which Driftdesk refuses or fails; the union is closed so that each shell can act on a code. */
export const ERROR_CODES = [
  'BAD_PARAMS',
  'UNKNOWN_OPERATION',
  'USAGE',
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_EMPTY',
  'FILE_HEADER_ONLY',
  'FORMAT_UNKNOWN',
  'FORMAT_INVALID',
  'INPUT_TOO_LARGE',
  'COLUMN_UNKNOWN',
  'MAPPING_INVALID',
  'NOTHING_TO_COMPARE',
  'NOT_FOUND',
  'NOT_AVAILABLE',
  'TOKEN_EXPIRED',
  'CANCELLED',
  'WORKER_LOST',
  'WORKSPACE_LOCKED',
  'WORKSPACE_NEWER',
  'WORKSPACE_CORRUPT',
  'CHUNK_CORRUPT',
  'DISK_FULL',
  'READ_ONLY',
  'DISCONNECTED',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The one error type that crosses a boundary: a code for programs, cause and mend for people. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly mend: string

  constructor(code: ErrorCode, message: string, mend: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.mend = mend
  }
}
