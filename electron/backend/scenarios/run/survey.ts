import { FLEET_MODES } from '#shared/contract/documents/fleet.ts'
import type {
  ScenarioCheck,
  ScenarioExpectation,
  ScenarioOther,
} from '#shared/contract/documents/scenario.ts'
import type { Incident } from '../../../../resources/scenarios/kit/scenario.ts'
import { knownOrWhy } from '../../monitors/known-or-why.ts'
import { judge } from './judge.ts'
import type { Observations } from './observations.ts'
import { sight } from './sight.ts'
import { sighting } from './sighting.ts'

type Asked = { readonly model: string | null; readonly check: ScenarioCheck }

/**
 * What every monitor says to an incident beside what its truth names. The truth makes no claim about it, so it is neither
 * right nor wrong.
 */
export async function survey(
  incident: Incident,
  seen: Observations,
  throwIfCancelled: () => void,
): Promise<ScenarioOther[]> {
  const { expectations } = incident.truth
  const asked = everything(incident).filter((one) => !isNamed(one, expectations))
  const others: ScenarioOther[] = []
  for (const { model, check } of asked) {
    throwIfCancelled()
    const unclaimed = { model, check, earliest: null, deadline: null, miss: null, pending: null }
    const { known, why } = await knownOrWhy(() => sight(check, model, seen))
    // What a log lacks for a monitor is no finding of it.
    const outcome = judge({ ...unclaimed, expected: 'silent' }, known ?? [sighting('', false, why ?? '')])
    others.push({
      monitor: outcome.monitor,
      model,
      subject: outcome.subject,
      fired: outcome.fired,
      moments: outcome.moments,
      evidence: outcome.evidence,
    })
  }
  return others
}

function everything({ models }: Incident): Asked[] {
  const many = models.length > 1
  return [
    ...models.flatMap(({ name, mapping, baseline, breaker, alerts }): Asked[] => {
      const roles = new Set(Object.values(mapping.roles))
      const isScored = roles.has('score') || roles.has('prediction')
      const checks: ScenarioCheck[] = [
        ...(baseline === null
          ? []
          : [
              { monitor: 'drift', columns: null, at_least: 'low' } as const,
              { monitor: 'onset', columns: null } as const,
              { monitor: 'quality', code: null } as const,
            ]),
        ...(roles.has('label') && isScored
          ? [
              { monitor: 'performance', at_least: 'low' } as const,
              { monitor: 'slices' } as const,
              { monitor: 'feedback', at_least: 'possible' } as const,
            ]
          : []),
        ...(roles.has('label') && roles.has('score') && mapping.task === 'binary'
          ? [{ monitor: 'calibration', at_least: 'low' } as const]
          : []),
        ...(breaker === undefined ? [] : [{ monitor: 'breaker', path: ['OPEN' as const] } as const]),
        ...(alerts === undefined ? [] : [{ monitor: 'alerts', rule: null, severity: 'warning' } as const]),
      ].map((check) => ({ ...check }) as ScenarioCheck)
      return checks.map((check) => ({ model: many ? name : null, check }))
    }),
    ...FLEET_MODES.map((mode): Asked => ({ model: null, check: { monitor: 'fleet', mode } })),
  ]
}

/** Whether the truth already speaks of the same monitor, as broadly. */
function isNamed({ model, check }: Asked, expectations: readonly ScenarioExpectation[]): boolean {
  const text = JSON.stringify(check)
  return expectations.some(
    (expectation) =>
      expectation.pending === null &&
      expectation.model === model &&
      (JSON.stringify(expectation.check) === text ||
        (check.monitor === 'fleet' &&
          expectation.check.monitor === 'fleet' &&
          expectation.check.mode === check.mode)),
  )
}
