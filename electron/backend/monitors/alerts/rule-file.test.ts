import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkRulesText, parseRulesText, refuseUnsound } from './rule-file.ts'

/** The rules of the reference of the command line. */
const REFERENCE = `schema: driftdesk.alerts/1
budget_per_day: 20
rules:
  - name: eta-accuracy
    metric: accuracy
    compare: rolling_7d
    warning: 0.9
    critical: 0.85
    frozen_too: true
    for: 10 min
    by: city
    owner: eta-team
    action: switch to the rain model
    runbook: docs/eta.md
    escalate: [{after: 2 min, to: chat}, {after: 5 min, to: page}, {after: 10 min, to: manager}]
composite:
  - name: infrastructure
    when: [latency, accuracy, error_rate]
    within: 10 min
quiet_hours: {from: "22:00", to: "08:00", timezone: Asia/Kolkata, never: critical}
`

test('the documented rules are read with their units', () => {
  const { rules, composites, quietHours, budgetPerDay } = parseRulesText(REFERENCE, 'r.yaml')
  expect(rules).toMatchObject([
    {
      name: 'eta-accuracy',
      compare: 'rolling_7d',
      worse: 'below',
      warning: { value: 0.9, unit: null },
      frozenToo: true,
      forMs: 600_000,
      by: 'city',
      escalate: [
        { afterMs: 120_000, to: 'chat' },
        { afterMs: 300_000, to: 'page' },
        { afterMs: 600_000, to: 'manager' },
      ],
    },
  ])
  expect(composites).toMatchObject([{ name: 'infrastructure', withinMs: 600_000 }])
  expect(quietHours).toEqual({
    fromMinute: 1_320,
    toMinute: 480,
    timezone: 'Asia/Kolkata',
    never: 'critical',
  })
  expect(budgetPerDay).toBe(20)
})

const rule = (line: string) => `rules:\n  - name: a\n    ${line}\n`
test.each([
  ['a misspelt key', rule('metrc: accuracy'), 3, 'metric'],
  ['a misspelt metric', rule('metric: acuracy'), 3, 'accuracy'],
  ['a comparison that there is not', rule('{metric: accuracy, compare: rolling}'), 3, null],
  ['a limit without meaning', `${rule('metric: accuracy')}    warning: a lot\n`, 4, '5%'],
  ['a time zone that there is not', 'rules: []\ntimezone: Asia/Pune\n', 2, 'Asia/Kolkata'],
  ['a list that does not end', 'rules: [\n', 2, null],
])('%s is told with its line', (_, text, line, hint) => {
  const checked = checkRulesText(text)
  const faults = 'faults' in checked ? checked.faults : []
  expect(faults.map((fault) => fault.line)).toContain(line)
  if (hint !== null) expect(faults.map(({ what }) => what).join()).toContain(hint)
})

test('the pack to begin with can be read, and is not saved before its blanks are filled in', async () => {
  const text = await readFile(
    join(import.meta.dirname, '../../../../resources/alerts/default-pack.yaml'),
    'utf8',
  )
  expect(() => refuseUnsound(parseRulesText(text, 'pack'))).toThrow('owner')
  const filled = text
    .replaceAll('owner: ""', 'owner: risk')
    .replaceAll('action: ""', 'action: look')
    .replaceAll('runbook: ""', 'runbook: docs/risk.md')
  const rules = parseRulesText(filled, 'pack')
  expect(() => refuseUnsound(rules)).not.toThrow()
  expect(rules.rules.map(({ expression }) => expression.text)).toEqual([
    'missing_rate',
    'schema_changes',
    'psi',
    'accuracy',
    'latency_p99',
    'throughput',
    'business_value',
    'prediction_drift',
    'error_rate',
  ])
})
