import type { VerifyDocument } from '#shared/contract/documents/verify.ts'
import type { Handlers, JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { AuditView } from '#shared/contract/workspace-operations.ts'
import { timeRange } from '../logs/time-range.ts'
import type { Services } from '../services.ts'
import type { AuditEntry } from '../store/catalogue/audit.ts'
import type { AuditFilter } from '../store/catalogue/audit-list.ts'
import type { Store } from '../store/types.ts'
import { exportAudit } from './export-audit.ts'
import { lostLogs } from './lost-logs.ts'
import { limitsOf } from './retention.ts'

type WorkspaceHandlers = Pick<
  Handlers,
  | 'workspace.verify'
  | 'secrets.place'
  | 'storage.use'
  | 'retention.preview'
  | 'audit.list'
  | 'audit.choices'
  | 'audit.export'
  | 'audit.chain'
>

/** What the operations on the workspace as a whole do. */
export function workspaceHandlers({ platform, store, secrets }: Services): WorkspaceHandlers {
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
        lost: await lostLogs(store),
      }
    },
    'retention.preview': ({ rows_days, profiles_days }) =>
      store.previewRetention(limitsOf(rows_days, profiles_days, Date.now())),
    'audit.chain': async () => ({ broken: await store.brokenAuditEntry() }),
    'audit.list': async ({ offset, limit, ...filter }) => {
      const { total, entries } = await store.findAudit(filterOf(filter), offset, limit)
      return { total, entries: entries.map(auditView) }
    },
    'audit.choices': async () => {
      const { kinds, people } = await store.auditChoices()
      return {
        kinds: [...kinds],
        people: [...people],
        models: (await store.listModels()).map(({ name }) => name),
      }
    },
    'audit.export': async (filter, { throwIfCancelled }) => {
      const delivery = await exportAudit({ platform, store }, filterOf(filter), throwIfCancelled)
      await store.noteAudit('audit.exported', 'workspace', filter)
      return delivery
    },
  }
}

function filterOf({ kind, model, by, from, to }: ParsedParams<'audit.export'>): AuditFilter {
  return { kind: kind ?? null, model: model ?? null, by: by ?? null, from: from ?? null, to: to ?? null }
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
