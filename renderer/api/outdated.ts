import type { AppEvent } from '#shared/contract/events.ts'
import { isOperationName, OPERATIONS, type OperationOf } from '#shared/contract/operations.ts'

type QueryName = OperationOf<'query'>

/** Areas of the contract whose answers an event makes old. */
const AREAS: Partial<Record<AppEvent['type'], readonly string[]>> = {
  'runs.changed': ['drift.list'],
  'logs.changed': ['models', 'datasets', 'storage', 'labels', 'log', 'audit', 'baselines'],
  'baselines.changed': ['models', 'baselines', 'audit'],
  'responses.changed': ['responses', 'audit'],
  'sinks.changed': ['sinks', 'deliveries', 'audit'],
  'alerts.changed': ['alerts', 'audit'],
  'breakers.changed': ['models', 'breakers', 'audit'],
}

/** Queries whose answers an event makes old. */
export function outdatedBy(type: AppEvent['type']): readonly QueryName[] {
  const areas = AREAS[type] ?? []
  return Object.keys(OPERATIONS).filter(
    (name): name is QueryName =>
      isOperationName(name) &&
      OPERATIONS[name].kind === 'query' &&
      areas.some((area) => name === area || name.startsWith(`${area}.`)),
  )
}
