import type { AlertNote } from '#shared/policy/alerts/effects.ts'

/** What an alert says, as the contract has it. */
export function alertFacts(note: AlertNote) {
  return {
    rule: note.rule,
    is_composite: note.isComposite,
    metric: note.metric,
    area: note.area,
    segment: note.segment,
    severity: note.severity,
    value: finite(note.value),
    threshold: finite(note.threshold),
    reference: finite(note.reference),
    unit: note.unit,
    worse: note.worse,
    compared_by: note.by,
  }
}

function finite(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value
}

export function isoTime(at: number): string {
  return new Date(at).toISOString()
}
