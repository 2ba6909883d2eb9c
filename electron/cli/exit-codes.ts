import type { ErrorCode } from '#shared/domain/errors.ts'

/** What the process tells its caller. */
export const EXIT = {
  done: 0,
  /** The bad news that was asked about. */
  badNews: 1,
  /** Usage or bad input: the caller can mend it. */
  badInput: 2,
  internalFault: 3,
  interrupted: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The exit code for each way to fail. */
export const EXIT_OF_ERROR: Record<ErrorCode, ExitCode> = {
  BAD_PARAMS: EXIT.badInput,
  UNKNOWN_OPERATION: EXIT.internalFault,
  USAGE: EXIT.badInput,
  FILE_NOT_FOUND: EXIT.badInput,
  FILE_UNREADABLE: EXIT.badInput,
  FILE_EMPTY: EXIT.badInput,
  FILE_HEADER_ONLY: EXIT.badInput,
  FORMAT_UNKNOWN: EXIT.badInput,
  FORMAT_INVALID: EXIT.badInput,
  INPUT_TOO_LARGE: EXIT.badInput,
  COLUMN_UNKNOWN: EXIT.badInput,
  MAPPING_INVALID: EXIT.badInput,
  NOTHING_TO_COMPARE: EXIT.badInput,
  NOT_FOUND: EXIT.badInput,
  NOT_AVAILABLE: EXIT.badInput,
  TOKEN_EXPIRED: EXIT.internalFault,
  CANCELLED: EXIT.interrupted,
  WORKER_LOST: EXIT.internalFault,
  WORKSPACE_LOCKED: EXIT.badInput,
  WORKSPACE_NEWER: EXIT.badInput,
  WORKSPACE_CORRUPT: EXIT.badInput,
  CHUNK_CORRUPT: EXIT.badInput,
  DISK_FULL: EXIT.internalFault,
  READ_ONLY: EXIT.badInput,
  DISCONNECTED: EXIT.internalFault,
  INTERNAL: EXIT.internalFault,
}
