import { say } from '#shared/words/say.ts'
import type { ScenarioExpectation } from '../../../shared/contract/documents/scenario.ts'
import { DAY, rowAt } from '../kit/draw.ts'
import type { Incident, Streams } from '../kit/scenario.ts'
import { once, timesOf } from '../kit/table.ts'
import { ARRIVALS_MAPPING, arrivals, arrivalsBreaker } from './arrivals.ts'

export const MONSOON_START = Date.UTC(2026, 4, 18)
export const MONSOON_LOG_FROM = MONSOON_START + 14 * DAY
export const MONSOON_ONSET = MONSOON_LOG_FROM + 8 * DAY
const LOG_TO = MONSOON_LOG_FROM + 28 * DAY

const RULES = `schema: driftdesk.alerts/1
model: arrivals
budget_per_day: 20
rules:
  - name: frozen-accuracy
    metric: accuracy
    compare: baseline
    warning: 0.93
    critical: 0.85
    window: 1 d
    for: 1 h
    owner: arrivals-team
    action: switch to the rain model
    runbook: docs/arrivals.md
  - name: rolling-accuracy
    metric: accuracy
    compare: rolling_7d
    warning: 0.9
    critical: 0.85
    frozen_too: false
    window: 2 d
    for: 1 h
    owner: arrivals-team
    action: switch to the rain model
    runbook: docs/arrivals.md
`

/** Deliveries in which the rain sets in as `accuracy` says. */
export function monsoon(
  rows: number,
  streams: Streams,
  accuracy: (at: number) => number,
  expectations: readonly ScenarioExpectation[],
): Incident {
  const before = Math.floor(rows / 3)
  const log = once(() =>
    arrivals(
      streams,
      'log',
      { rows: rows - before, from: MONSOON_LOG_FROM, to: LOG_TO, first: before },
      accuracy,
    ),
  )
  return {
    models: [
      {
        name: 'arrivals',
        mapping: ARRIVALS_MAPPING,
        baseline: () =>
          arrivals(streams, 'baseline', {
            rows: before,
            from: MONSOON_START,
            to: MONSOON_LOG_FROM,
            first: 0,
          }),
        log,
        breaker: arrivalsBreaker(0.75, 0.77),
        alerts: RULES,
      },
    ],
    truth: {
      onset: new Date(MONSOON_ONSET).toISOString(),
      affected: {
        rows: rows - before - rowAt(timesOf(log()), MONSOON_ONSET),
        of: rows,
        where: say('truth.where.monsoon'),
      },
      expectations: [...expectations],
    },
  }
}
