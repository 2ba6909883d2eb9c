import { z } from 'zod'
import type { WorkspaceToken } from '../domain/ids.ts'
import { errorShape } from './errors.ts'

const nothing = z.strictObject({})
/** Stands for a folder of this computer, which the page never names; known to this run only. */
export const workspaceToken = z
  .string()
  .min(1)
  .max(200)
  .transform((text) => text as WorkspaceToken)

/** How a person tells a workspace from others: its name and the last parts of where it is. */
export const workspaceReference = z.object({
  workspace: workspaceToken,
  name: z.string(),
  place: z.string(),
})
export type WorkspaceReference = z.infer<typeof workspaceReference>

export const knownWorkspace = workspaceReference.extend({
  opened_at: z.string(),
  /** Of all its files; null when the folder is not there. */
  bytes: z.number().nullable(),
  /** Whether it is the one that is open. */
  open: z.boolean(),
})
export type KnownWorkspace = z.infer<typeof knownWorkspace>

/** What can be done with a workspace whose catalogue is damaged. Neither deletes anything. */
export const RECOVERIES = ['salvage', 'set_aside'] as const
export type Recovery = (typeof RECOVERIES)[number]
/** And with one that cannot be written to: its rows can be worked on in a copy. */
const WAYS_ON = [...RECOVERIES, 'copy'] as const
export type WayOn = (typeof WAYS_ON)[number]

export const workspaceState = z.discriminatedUnion('kind', [
  workspaceReference.extend({ kind: z.literal('opening') }),
  workspaceReference.extend({
    kind: z.literal('open'),
    /** Grows with every workspace that is opened, so that a page knows when what it shows is of another one. */
    generation: z.number(),
  }),
  workspaceReference.extend({
    kind: z.literal('failed'),
    error: errorShape,
    /** What can be done about it besides trying again and opening another one. */
    recoveries: z.array(z.enum(WAYS_ON)),
  }),
])
export type WorkspaceState = z.infer<typeof workspaceState>

export const recoveryReport = z.object({
  recovery: z.enum(RECOVERIES),
  /** What the new catalogue has. */
  logs: z.number(),
  rows: z.number(),
  /** Logs that could not be saved whole; their files are kept aside. */
  lost_logs: z.number(),
  /** Name of the folder inside the workspace in which everything damaged is kept. */
  kept_in: z.string(),
})
export type RecoveryReport = z.infer<typeof recoveryReport>

/** What a window does about workspaces; answered also while none is open. The command line has one throughout. */
export const LIFECYCLE_OPERATIONS = {
  'workspaces.state': { kind: 'query', params: nothing, result: workspaceState },
  /** Newest first. */
  'workspaces.list': {
    kind: 'query',
    params: nothing,
    result: z.object({
      workspaces: z.array(knownWorkspace),
      /** Whether there is a dialog for folders anywhere on this computer. */
      can_choose: z.boolean(),
    }),
  },
  /** Asks the person for a folder; null when they cancel. */
  'workspaces.choose': {
    kind: 'command',
    params: nothing,
    result: z.object({ chosen: workspaceReference.nullable() }),
  },
  /**
   * Opens another workspace, then closes the one that was open. When it does not open, the one that was open stays
   * and the cause is the answer's error; where none was open, the answer is the state with the cause in it.
   */
  'workspaces.open': {
    kind: 'command',
    params: z.strictObject({ workspace: workspaceToken }),
    result: workspaceState,
  },
  /** Makes a new workspace in the person's data folder and opens it, as `workspaces.open`. */
  'workspaces.create': {
    kind: 'command',
    params: z.strictObject({ name: z.string().trim().min(1).max(80) }),
    result: workspaceState,
  },
  /** Tries the workspace that did not open once more. */
  'workspaces.reopen': { kind: 'command', params: nothing, result: workspaceState },
  /** Copies the workspace that cannot be written to into the person's data folder, and opens the copy. */
  'workspaces.copy': { kind: 'command', params: nothing, result: workspaceState },
  /** Takes a workspace off the list; its folder stays. */
  'workspaces.forget': {
    kind: 'command',
    params: z.strictObject({ workspace: workspaceToken }),
    result: nothing,
  },
  /** Puts a sound catalogue in the place of a damaged one and opens the workspace. */
  'workspaces.recover': {
    kind: 'command',
    params: z.strictObject({ recovery: z.enum(RECOVERIES) }),
    result: z.object({ state: workspaceState, report: recoveryReport }),
  },
} as const
export type LifecycleOperationName = keyof typeof LIFECYCLE_OPERATIONS

export function isLifecycleOperation(name: unknown): name is LifecycleOperationName {
  return typeof name === 'string' && Object.hasOwn(LIFECYCLE_OPERATIONS, name)
}
