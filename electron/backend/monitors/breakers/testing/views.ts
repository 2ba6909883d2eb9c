import type { BreakerView } from '#shared/contract/documents/breaker.ts'

/** A breaker that is open since its accuracy fell. */
export function openBreaker(model: string, change: Partial<BreakerView> = {}): BreakerView {
  return {
    schema: 'driftdesk.breaker/1',
    model,
    state: 'OPEN',
    since: '2026-01-01T00:00:00.000Z',
    cause: 'accuracy fell',
    served_by: 'fallback',
    fallback: 'rules',
    probe_share: 0,
    route: null,
    force: null,
    underneath: 'OPEN',
    proposal: null,
    next_fallback: null,
    by: null,
    labels_silent: false,
    probes: { right: 0, judged: 0, needed: 200 },
    next_at: null,
    seen_until: null,
    autonomy: 2,
    rows: 100,
    conditions: [],
    policy: '',
    armed_at: '2026-01-01T00:00:00.000Z',
    evaluated_at: '2026-01-01T00:00:00.000Z',
    problem: null,
    ...change,
  }
}
