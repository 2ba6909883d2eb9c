import type { ErrorCode } from '#shared/domain/errors.ts'
import type { MessageKey } from '../../i18n/english.ts'

const HEADLINES: Partial<Record<ErrorCode, MessageKey>> = {
  WORKSPACE_LOCKED: 'recovery.locked',
  WORKSPACE_NEWER: 'recovery.newer',
  WORKSPACE_CORRUPT: 'recovery.corrupt',
  READ_ONLY: 'recovery.readonly',
  DISK_FULL: 'recovery.full',
}

/** The sentence that says why a workspace does not open. */
export function headlineOf(code: ErrorCode): MessageKey {
  return HEADLINES[code] ?? 'recovery.other'
}
