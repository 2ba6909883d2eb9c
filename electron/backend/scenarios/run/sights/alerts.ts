import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { SEVERITIES } from '#shared/policy/alerts/rules.ts'
import { say } from '#shared/words/say.ts'
import { measureNumber, otherFindings } from '../../words.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/** Alerts that rules raise in a replay of the log, of a severity or a worse one, whether they were sent or kept back. */
export async function sightAlerts(
  { rule, severity }: Check<'alerts'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { alerts, notes } = await seen.alerts(model)
  const least = SEVERITIES.indexOf(severity)
  const own = alerts.filter(
    (alert) => (rule === null || alert.rule === rule) && SEVERITIES.indexOf(alert.severity) >= least,
  )
  const [first] = own
  const told =
    first === undefined
      ? [say('state.no_alert'), ...notes.slice(-2)].join('; ')
      : say('evidence.alerts', {
          alerts: own.length,
          rule: first.rule,
          value: measureNumber(first.value),
          threshold: measureNumber(first.threshold),
        })
  return [
    sighting(
      rule ?? '',
      own.length > 0,
      told,
      own.map(({ at }) => at),
    ),
  ]
}

/** What the linter says about a rule of the model. */
export async function sightAlertLint(
  { code, rule }: Check<'alert_lint'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { findings, rules } = await seen.alertLint(model)
  const place = `rules.${rules.findIndex((one) => one.rule === rule)}`
  const own = findings.filter(({ where }) => where === place || where.startsWith(`${place}.`))
  const found = own.find((finding) => finding.code === code)
  return [
    sighting(
      rule,
      found !== undefined,
      found?.explanation ?? otherFindings(own.map((finding) => finding.code)),
    ),
  ]
}
