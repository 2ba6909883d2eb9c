import { z } from 'zod'
import type { FolderToken, WatchId } from '../domain/ids.ts'
import { errorShape } from './errors.ts'
import { mapping } from './mapping.ts'

const nothing = z.strictObject({})
const watchId = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as WatchId)
/** Stands for a folder that the person chose in a dialog. */
const folderToken = z
  .string()
  .min(1)
  .max(200)
  .transform((text) => text as FolderToken)

export const watchView = z.object({
  watch: watchId,
  /** Where it is, for people. */
  folder: z.string(),
  model: z.string(),
  running: z.boolean(),
  created_at: z.string(),
  /** Since the app was opened. */
  rows_stored: z.number(),
  rows_rejected: z.number(),
  /** The newest import since the app was opened, null before the first. */
  last: z.object({ name: z.string(), at: z.string(), rows_stored: z.number() }).nullable(),
  /** The newest thing that went wrong and has not gone right since. */
  problem: errorShape.extend({ name: z.string() }).nullable(),
})
export type WatchView = z.infer<typeof watchView>

/** Folders whose files are imported as they come; those that run go on when the app is opened again. */
export const WATCH_OPERATIONS = {
  'watch.list': {
    kind: 'query',
    params: nothing,
    result: z.object({
      watches: z.array(watchView),
      /** Whether a new folder can be chosen here, and why not; known ones can be started anywhere. */
      can_choose: z.object({ available: z.boolean(), reason: z.string().nullable() }),
    }),
  },
  /** Asks the person for a folder; null when they cancel. `NOT_AVAILABLE` where there is no dialog for folders. */
  'watch.choose': {
    kind: 'command',
    params: nothing,
    result: z.object({ chosen: z.object({ folder: folderToken, name: z.string() }).nullable() }),
  },
  /** Starts a known watch, or a new one on a chosen folder. */
  'watch.start': {
    kind: 'command',
    params: z.union([
      z.strictObject({ watch: watchId }),
      z.strictObject({
        folder: folderToken,
        model: z.string().min(1).max(1_000),
        mapping: mapping.optional(),
      }),
    ]),
    result: watchView,
  },
  /** Ends after what is being imported. */
  'watch.stop': { kind: 'command', params: z.strictObject({ watch: watchId }), result: watchView },
  /** Stops a watch and takes it off the list; what it stored stays. */
  'watch.forget': { kind: 'command', params: z.strictObject({ watch: watchId }), result: nothing },
} as const
