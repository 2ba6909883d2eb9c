import type { VerifyDocument } from '#shared/contract/documents/verify.ts'
import type { Handlers, JobContext } from '#shared/contract/handlers.ts'
import type { AuditView } from '#shared/contract/workspace-operations.ts'
import { timeRange } from '../logs/time-range.ts'
import type { Services } from '../services.ts'
import type { AuditEntry } from '../store/catalogue/audit.ts'
import type { Store } from '../store/types.ts'
import { limitsOf } from './retention.ts'

type WorkspaceHandlers = Pick<
  Handlers,
  'workspace.verify' | 'secrets.place' | 'storage.use' | 'retention.preview' | 'audit.list' | 'audit.chain'
>

/** What the operations on the workspace as a whole do. */
export function workspaceHandlers({ store, secrets }: Services): WorkspaceHandlers {
  return {
    'workspace.verify': (_params, context) => verify(store, context),
    'secrets.place': async () => ({ next: await secrets.placeOfNext() }),
    'storage.use': async () => {
      const { models, catalogueBytes, profileBytes, timeMin, timeMax } = await store.storageUse()
      return {
        models: [...models],
        catalogue_bytes: catalogueBytes,
        profile_bytes: profileBytes,
        time_range: timeRange([{ timeMin, timeMax }]),
      }
    },
    'retention.preview': ({ rows_days, profiles_days }) =>
      store.previewRetention(limitsOf(rows_days, profiles_days, Date.now())),
    'audit.chain': async () => ({ broken: await store.brokenAuditEntry() }),
    'audit.list': async ({ offset, limit }) => {
      const [newest] = await store.listAudit(0, 1)
      const entries = await store.listAudit(offset, limit)
      // Entries are numbered from 1 without gaps.
      return { total: newest?.sequence ?? 0, entries: entries.map(auditView) }
    },
  }
}

function auditView({ detail, ...entry }: AuditEntry): AuditView {
  return { ...entry, detail: JSON.parse(detail) }
}

async function verify(store: Store, { report, throwIfCancelled }: JobContext): Promise<VerifyDocument> {
  const progress = { stage: 'reading', subject: 'workspace', total: 1, unit: 'steps' } as const
  report({ ...progress, done: 0, rows_per_second: null, seconds_left: null })
  const { checked, problems } = await store.verifyWorkspace()
  throwIfCancelled()
  return { schema: 'driftdesk.verify/1', ok: problems.length === 0, checked, problems: [...problems] }
}
