import type { PlainKey } from '../../i18n/english.ts'

/** What each action of the audit table is called; one of another version is shown as it is written. */
export const ACTIONS: ReadonlyMap<string, PlainKey> = new Map<string, PlainKey>([
  ['dataset.stored', 'audit.dataset.stored'],
  ['dataset.deleted', 'audit.dataset.deleted'],
  ['model.deleted', 'audit.model.deleted'],
  ['rows.removed', 'audit.rows.removed'],
  ['retention.applied', 'audit.retention.applied'],
  ['baseline.created', 'audit.baseline.created'],
  ['baseline.used', 'audit.baseline.used'],
  ['mapping.changed', 'audit.mapping.changed'],
  ['run.saved', 'audit.run.saved'],
  ['run.deleted', 'audit.run.deleted'],
  ['settings.changed', 'audit.settings.changed'],
  ['settings.reset', 'audit.settings.reset'],
  ['watch.started', 'audit.watch.started'],
  ['watch.stopped', 'audit.watch.stopped'],
  ['watch.forgotten', 'audit.watch.forgotten'],
  ['workspace.recovered', 'audit.workspace.recovered'],
])
