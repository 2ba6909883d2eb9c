import type { ScenarioDocument, ScenarioResult, ScenarioView } from '#shared/contract/documents/scenario.ts'
import { type TableColumn, tableLines } from '../terminal/table.ts'

const LIST: readonly TableColumn[] = [
  { title: 'name', align: 'start' },
  { title: 'kind', align: 'start' },
  { title: 'models', align: 'end' },
  { title: 'what happens', align: 'start', flexible: true },
]
const CHECKS: readonly TableColumn[] = [
  { title: '', align: 'start' },
  { title: 'monitor', align: 'start' },
  { title: 'looked for', align: 'start', flexible: true },
  { title: 'expected', align: 'start' },
  { title: 'found', align: 'start' },
  { title: 'at', align: 'start' },
]

export function scenarioListText(scenarios: readonly ScenarioView[], width: number): string {
  const rows = scenarios.map(({ name, kind, models, title }) => [name, kind, String(models), title])
  return `${tableLines(LIST, rows, width).join('\n')}\n`
}

export function scenarioText({ scenarios, passed, failed }: ScenarioDocument, width: number): string {
  const summary = `${passed} of ${passed + failed} scenarios as they should be.`
  return `${[...scenarios.map((scenario) => oneScenario(scenario, width)), summary].join('\n\n')}\n`
}

function oneScenario(
  { name, seed, rows, passed, expectations, others, pending, seconds }: ScenarioResult,
  width: number,
): string {
  const lines = expectations.map((one) => [
    one.passed ? '✓' : '✗',
    one.monitor,
    one.model === null ? one.subject : `${one.model}: ${one.subject}`,
    one.miss === null ? one.expected : 'miss',
    one.fired ? 'fired' : 'silent',
    one.at ?? '',
  ])
  const faults = expectations
    .filter((one) => !one.passed)
    .map(
      ({ subject, deadline, evidence }) =>
        `  ${subject}${deadline === null ? '' : ` by ${deadline}`}: ${evidence}`,
    )
  const misses = expectations.flatMap(({ subject, miss }) =>
    miss === null ? [] : [`  Bound to miss: ${subject}, since ${miss}.`],
  )
  const waiting = pending.map(
    ({ subject, waits_for }) => `  Not looked at: ${subject}; it waits for ${waits_for}.`,
  )
  const spoke = others.filter((one) => one.fired)
  const silent = others.length - spoke.length
  const beside =
    others.length === 0
      ? []
      : [
          `  Of which the truth says nothing: ${silent} of ${others.length} other monitors kept quiet${spoke.length === 0 ? '.' : '; these spoke:'}`,
          ...spoke.map(
            ({ model, subject, evidence }) =>
              `    ${model === null ? '' : `${model}: `}${subject} (${evidence})`,
          ),
        ]
  const head = `${passed ? '✓' : '✗'} ${name}, seed ${seed}, ${rows} rows, ${seconds.toFixed(1)} s`
  return [head, ...tableLines(CHECKS, lines, width), ...faults, ...misses, ...waiting, ...beside].join('\n')
}
