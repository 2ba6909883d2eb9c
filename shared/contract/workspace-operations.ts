import { z } from 'zod'
import { verifyDocument } from './documents/verify.ts'

const nothing = z.strictObject({})

/** What keeps a workspace small, lawful and sound. */
export const WORKSPACE_OPERATIONS = {
  /** Checks the catalogue, the audit chain, the counts of every log and the bytes of every chunk. */
  'workspace.verify': { kind: 'job', params: nothing, result: verifyDocument },
} as const
