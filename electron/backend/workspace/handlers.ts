import type { VerifyDocument } from '#shared/contract/documents/verify.ts'
import type { Handlers, JobContext } from '#shared/contract/handlers.ts'
import type { Services } from '../services.ts'
import type { Store } from '../store/types.ts'

type WorkspaceHandlers = Pick<Handlers, 'workspace.verify'>

/** What the operations on the workspace as a whole do. */
export function workspaceHandlers({ store }: Services): WorkspaceHandlers {
  return {
    'workspace.verify': (_params, context) => verify(store, context),
  }
}

async function verify(store: Store, { report, throwIfCancelled }: JobContext): Promise<VerifyDocument> {
  const progress = { stage: 'reading', subject: 'workspace', total: 1, unit: 'steps' } as const
  report({ ...progress, done: 0, rows_per_second: null, seconds_left: null })
  const { checked, problems } = await store.verifyWorkspace()
  throwIfCancelled()
  return { schema: 'driftdesk.verify/1', ok: problems.length === 0, checked, problems: [...problems] }
}
