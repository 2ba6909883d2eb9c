import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import type { WantedColumns } from '../observations/feed.ts'

/** Columns that policies look at by name. */
export function wantedColumns(...policies: readonly BreakerPolicy[]): Required<WantedColumns> {
  const named = (...metrics: readonly string[]) =>
    new Set(
      policies
        .flatMap(({ conditions }) => conditions)
        .flatMap(({ metric, column }) => (column !== null && metrics.includes(metric) ? [column] : [])),
    )
  return {
    numbers: named('guard'),
    binned: named('psi', 'drift_verdict'),
    segments: new Set(policies.flatMap(({ by }) => (by === null ? [] : [by]))),
    errors: policies.some(({ conditions }) => conditions.some(({ metric }) => metric === 'mape')),
  }
}
