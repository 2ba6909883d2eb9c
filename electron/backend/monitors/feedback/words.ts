import type { Evidence, LoopTestName } from '#shared/stats/loop/evidence.ts'
import type { LoopResult } from '#shared/stats/loop/loop-test.ts'
import type { LoopSums } from '#shared/stats/loop/sums.ts'
import { say } from '#shared/words/say.ts'

/** Three significant digits. */
export function short(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  return String(Number(value.toPrecision(3)))
}

/** A p-value as a person reads it. */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${short(p)}`
}

/** What was found over all tests. */
export function foundText(result: LoopResult): string {
  const reasons = listed(
    result.tests.filter(({ supports }) => supports).map(({ name }) => say(`loop.seen.${name}`)),
  )
  const { gain } = result.contrast
  const strength = strengthText(result)
  switch (result.verdict) {
    case 'likely':
      return say('loop.likely', { reasons, strength })
    case 'possible':
      return say('loop.possible.found', {
        reasons,
        proof: say(
          gain !== null && gain.pValue < 0.05 ? 'loop.possible.not_in_time' : 'loop.possible.no_proof',
        ),
        strength,
      })
    case 'none':
      return say('loop.none', {
        tests: result.tests.filter(({ evidence }) => evidence.applicable).length,
        strength,
      })
    case 'insufficient':
      return result.reason ?? say('loop.too_little')
  }
}

function strengthText({ contrast: { gain }, amplification }: LoopResult): string {
  if (gain === null) return ''
  const values = {
    gain: short(gain.value),
    confidence: Math.round(gain.confidence * 100),
    low: short(gain.interval[0]),
    high: short(gain.interval[1]),
  }
  return amplification !== null && gain.interval[0] > 0
    ? say('loop.strength.amplified', { ...values, times: short(amplification) })
    : say('loop.strength', values)
}

/** What would settle the question, most useful first. */
export function settleTexts(result: LoopResult, sums: LoopSums, rowsPerDay: number | null): string[] {
  const texts: string[] = []
  const { gain } = result.contrast
  if (result.labelled < 1_000) texts.push(say('loop.settle.labels'))
  if (gain === null && sums.comparison === null) {
    texts.push(
      rowsPerDay === null || rowsPerDay <= 0
        ? say('loop.settle.arm')
        : say('loop.settle.arm_days', {
            rows: short(rowsPerDay),
            days: short(Math.max(1, Math.ceil(1_000 / (0.05 * rowsPerDay)))),
          }),
    )
  } else if (gain !== null && sums.comparison === 'observed') {
    texts.push(say('loop.settle.observed'))
  } else if (gain !== null && gain.detectable > 0.1) {
    texts.push(say('loop.settle.small', { gain: short(gain.detectable) }))
  }
  const applicable = (name: LoopTestName) =>
    result.tests.some((test) => test.name === name && test.evidence.applicable)
  if (!applicable('self_training')) texts.push(say('loop.settle.influenced'))
  if (sums.starts === null) texts.push(say('loop.settle.times'))
  return texts
}

/** What one test found. */
export function findingOf(name: LoopTestName, evidence: Evidence, supports: boolean): string {
  if (!evidence.applicable) return say('loop.not_tested', { reason: evidence.reason })
  const { facts, value, pValue } = evidence
  const number = (key: string): string => {
    const fact = facts[key]
    return typeof fact === 'number' ? short(fact) : String(fact)
  }
  const p = pText(pValue)
  switch (name) {
    case 'correlation':
      return say('loop.correlation', { value: short(value) })
    case 'tightening':
      return say(supports ? 'loop.tightening.yes' : 'loop.tightening.no', {
        first: number('first'),
        last: number('last'),
        windows: number('windows'),
        p,
      })
    case 'lead_lag': {
      const hours = number('step_hours')
      const { input } = facts
      if (input === null || input === undefined) {
        return supports
          ? say('loop.lead_lag.yes', { hours, share: short(value * 100), p })
          : say('loop.lead_lag.no', { hours, p })
      }
      const column = String(input)
      return supports
        ? say('loop.lead_lag.input', { column, hours, share: short(value * 100), p })
        : say('loop.lead_lag.no_input', { column, hours, p })
    }
    case 'arm_contrast':
      return supports
        ? say(value > 0 ? 'loop.arm.towards' : 'loop.arm.away', {
            value: short(value),
            rows: number('rows_comparison'),
            p,
          })
        : say('loop.arm.no', { value: short(value), p, gain: number('detectable_gain') })
    case 'self_training': {
      const half = facts.passes_half_at
      const share = short(value * 100)
      return typeof half === 'string'
        ? say('loop.self.half', { share, p, day: half.slice(0, 10) })
        : say('loop.self', { share, p })
    }
    case 'narrowing':
      return supports
        ? say('loop.narrowing.yes', {
            measure: measureWords(String(facts.measure)),
            share: short(Number(facts.fall) * 100),
            p,
          })
        : say('loop.narrowing.no', { measures: number('measures'), p })
    case 'contraction':
      if (!supports) return say('loop.contraction.no', { p })
      return facts.measure === 'overconfidence'
        ? say('loop.contraction.confidence', { change: number('change'), p })
        : say('loop.contraction.spread', {
            share: short((1 - Math.exp(Number(facts.change))) * 100),
            p,
          })
  }
}

function measureWords(measure: string): string {
  const [kind, column] = measure.split(':')
  switch (kind) {
    case 'score_spread':
      return say('loop.measure.score')
    case 'effective_values':
      return say('loop.measure.effective')
    case 'coverage':
      return say('loop.measure.coverage')
    case 'selection_evenness':
      return say('loop.measure.selection', { column: column ?? 'groups' })
    default:
      return say('loop.measure.inputs')
  }
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1)
  if (last === undefined || parts.length === 1) return last ?? ''
  return say('loop.seen.several', { first: parts.slice(0, -1), last })
}
