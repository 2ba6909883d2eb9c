import { step } from '#shared/policy/alerts/reducer.ts'
import { type AlertState, NO_ALERTS } from '#shared/policy/alerts/state.ts'
import { planOf, ruleOf, rulesOf } from '#shared/policy/alerts/testing/rules.ts'

const RULES = 10_000
const MODELS = 100
const CYCLES = 5
const START = Date.UTC(2026, 0, 5)

/** CPU time of one evaluation of 10,000 rules for each of 100 models: constants, and a part of moving references; few alerts. */
const relative = { warning: { value: 0.9, unit: null }, critical: { value: 0.85, unit: null } } as const
const rules = rulesOf(
  Array.from({ length: RULES }, (_, rule) =>
    rule % 10 === 0
      ? ruleOf({ ...relative, name: `rule ${rule}`, compare: 'rolling_7d', frozenToo: true })
      : ruleOf({ name: `rule ${rule}` }),
  ),
)
const plans = Array.from({ length: MODELS }, (_, model) => planOf(rules, { model: `model ${model}` }))
const series = rules.rules.map(({ name }, rule) => ({ key: name, rule, segment: null }))
const states: AlertState[] = plans.map(() => NO_ALERTS)
const times: number[] = []
for (let cycle = 0; cycle <= CYCLES; cycle++) {
  const at = START + cycle * rules.everyMs
  const readings = series.map((one) => ({
    series: one,
    value: (one.rule + cycle) % 1_000 === 0 ? 0.6 : 0.95,
    error: Number.NaN,
    baseline: 0.95,
  }))
  const start = process.cpuUsage()
  for (const [model, plan] of plans.entries())
    states[model] = step(plan, states[model], { at, readings }).state
  const { user, system } = process.cpuUsage(start)
  times.push((user + system) / 1_000)
}
const [first, ...later] = times
const median = later.toSorted((a, b) => a - b)[Math.floor(later.length / 2)]
console.log(
  `${RULES} rules × ${MODELS} models: first ${first.toFixed(0)} ms, then median ${median.toFixed(0)} ms, worst ${Math.max(...later).toFixed(0)} ms a cycle, of CPU time; must be < 1000 ms`,
)
