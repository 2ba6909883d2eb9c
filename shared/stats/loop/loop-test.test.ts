import { describe, expect, it, vi } from 'vitest'
import { accumulateLoop } from './accumulate.ts'
import type { LoopRows } from './loop-rows.ts'
import { type LoopResult, loopTest } from './loop-test.ts'
import { inputLog } from './testing/generate-inputs.ts'
import { confoundedLog, honestLog, leadingLog, loopLog, pullLog } from './testing/generate-log.ts'

// Seeded simulations of many logs: seconds alone, minutes on a machine that does much else.
vi.setConfig({ testTimeout: 300_000 })

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)

function runs(make: (seed: number) => LoopRows, seeds: readonly number[] = SEEDS): LoopResult[] {
  return seeds.map((seed) => loopTest(accumulateLoop(make(seed))))
}

const countOf = (results: readonly LoopResult[], verdict: string): number =>
  results.filter((result) => result.verdict === verdict).length

function gainsInside(results: readonly LoopResult[], gain: number): number {
  return results.filter(({ contrast }) => {
    const [low, high] = contrast.gain?.interval ?? [Number.NaN, Number.NaN]
    return low <= gain && gain <= high
  }).length
}

describe('an honest model (R² 0.7, 100,000 rows)', () => {
  it('is never taken for a loop, without an arm', () => {
    const results = runs((seed) => honestLog({ seed }))
    expect(countOf(results, 'likely')).toBe(0)
    expect(countOf(results, 'none')).toBeGreaterThanOrEqual(17)
    expect(results[0].tests[0].evidence).toMatchObject({ applicable: true, effect: false })
    expect(results[0].tests[0].evidence.applicable && results[0].tests[0].evidence.value).toBeCloseTo(
      0.837,
      2,
    )
  })

  it('is never taken for a loop, with a random arm, and its gain is about 0', () => {
    const results = runs((seed) => honestLog({ seed, arm: 0.1 }))
    expect(countOf(results, 'likely')).toBe(0)
    expect(gainsInside(results, 0)).toBeGreaterThanOrEqual(19)
  })

  it.each([
    { outcome: 'binary', noise: 'normal' },
    { outcome: 'value', noise: 'laplace' },
    { outcome: 'value', noise: 'persistent' },
  ] as const)('nor with outcome $outcome and noise $noise', (variant) => {
    const results = runs((seed) => honestLog({ ...variant, seed, arm: 0.05, rows: 50_000 }))
    expect(countOf(results, 'likely')).toBe(0)
    expect(countOf(results, 'none')).toBeGreaterThanOrEqual(16)
  })
})

describe('a loop of gain 0.6 with a 10% random arm', () => {
  it('is found, with its gain in the interval', () => {
    const results = runs((seed) => loopLog({ seed, arm: 0.1 }))
    expect(countOf(results, 'likely')).toBeGreaterThanOrEqual(19)
    expect(gainsInside(results, 0.6)).toBeGreaterThanOrEqual(19)
    for (const { amplification } of results) expect(Math.abs((amplification ?? 0) - 2.5)).toBeLessThan(0.2)
  })

  it('is found where the outcome is yes or no', () => {
    const results = runs((seed) => loopLog({ seed, arm: 0.1, outcome: 'binary' }))
    expect(countOf(results, 'likely')).toBeGreaterThanOrEqual(18)
    expect(gainsInside(results, 0.6)).toBeGreaterThanOrEqual(19)
  })

  it('is found where the noise of the outcome persists', () => {
    const results = runs((seed) => loopLog({ seed, arm: 0.1, noise: 'persistent', rows: 60_000 }))
    expect(countOf(results, 'likely')).toBeGreaterThanOrEqual(17)
    expect(gainsInside(results, 0.6)).toBeGreaterThanOrEqual(19)
  })

  it('has its gain measured where it is a pull that leaves E[outcome | score] alone', () => {
    const results = runs((seed) => pullLog({ seed, arm: 0.1, rows: 50_000 }), SEEDS.slice(0, 10))
    expect(gainsInside(results, 0.6)).toBeGreaterThanOrEqual(9)
    for (const { contrast } of results) expect(contrast.gain?.damping).toBeCloseTo(0.4, 1)
  })
})

describe('a loop without an arm', () => {
  it('is at least possible when predictions lead and what is shown narrows', () => {
    const results = runs((seed) => leadingLog({ seed }))
    expect(countOf(results, 'possible') + countOf(results, 'likely')).toBeGreaterThanOrEqual(18)
    for (const { contrast } of results) expect(contrast.gain).toBeNull()
  })

  it('is seen at a lag of hours, and with weaker influence', () => {
    const results = runs((seed) => leadingLog({ seed, lagHours: 6, gain: 0.3 }), SEEDS.slice(0, 10))
    expect(countOf(results, 'possible') + countOf(results, 'likely')).toBeGreaterThanOrEqual(9)
  })
})

describe('a confounder that moves score and outcome', () => {
  it.each(['weekday and trend', 'wandering'] as const)('%s is no loop', (level) => {
    const results = runs((seed) => confoundedLog({ seed, level, rows: 60_000 }))
    expect(countOf(results, 'likely')).toBeLessThanOrEqual(1)
    expect(countOf(results, 'none')).toBeGreaterThanOrEqual(16)
  })

  it.each(['weekday and trend', 'wandering'] as const)(
    '%s is no loop where outcomes are yes or no',
    (level) => {
      const results = runs((seed) =>
        confoundedLog({ seed, level, outcome: 'binary', arm: 0.1, rows: 60_000 }),
      )
      expect(countOf(results, 'likely')).toBeLessThanOrEqual(1)
      expect(gainsInside(results, 0)).toBeGreaterThanOrEqual(19)
    },
  )
})

describe('inputs that follow predictions', () => {
  const leads = (options: Omit<Parameters<typeof inputLog>[0], 'seed'>) =>
    runs((seed) => inputLog({ ...options, seed })).map(({ tests }) => {
      const { supports, evidence } = tests.find(({ name }) => name === 'lead_lag') ?? tests[0]
      return supports && evidence.applicable ? evidence.facts.input : undefined
    })
  const ofNone = (found: readonly unknown[]) => found.filter((input) => input === undefined).length

  it('are found, and which one it is', () => {
    expect(leads({ kind: 'feeding' }).filter((input) => input === 'x3').length).toBeGreaterThanOrEqual(19)
  })

  it('are not seen where inputs only persist', () => {
    expect(ofNone(leads({ kind: 'honest' }))).toBeGreaterThanOrEqual(18)
  })

  it.each([[[1, 0.8, 0.6, 0.5, 0.4, 0.7]], [[1, 0.2, 0, 0, 0, 0]]])(
    'are not seen where one input leads another, of which both the score is made by weights %j',
    (weights) => {
      expect(ofNone(leads({ kind: 'leading', weights }))).toBeGreaterThanOrEqual(18)
    },
  )
})

describe('a log that lacks roles', () => {
  const log = honestLog({ seed: 3, rows: 20_000 })

  it('is insufficient without labels, and says why', () => {
    const result = loopTest(accumulateLoop({ ...log, label: null }))
    expect(result.verdict).toBe('insufficient')
    expect(result.reason).toBe('Too few labelled rows to say (0 of 1000).')
    expect(result.tests.find(({ name }) => name === 'correlation')?.evidence.applicable).toBe(false)
  })

  it('without times has no lead, and says that nothing speaks about cause', () => {
    const result = loopTest(accumulateLoop({ ...log, times: null }))
    expect(result.tests.find(({ name }) => name === 'lead_lag')?.evidence).toEqual({
      applicable: false,
      reason: 'rows have no time (role timestamp)',
    })
    expect(result).toMatchObject({
      verdict: 'insufficient',
      reason: 'No test of cause or provenance applies to this log.',
    })
  })

  it('is insufficient with 999 labels, however strongly they correlate', () => {
    const label = log.label?.map((value, i) => (i < 999 ? value : Number.NaN)) ?? null
    expect(loopTest(accumulateLoop({ ...log, label })).verdict).toBe('insufficient')
  })
})

describe('provenance', () => {
  const withInfluence = (share: (at: number) => number): LoopResult => {
    const log = honestLog({ seed: 5, rows: 30_000 })
    const influenced = Float64Array.from({ length: log.rows }, (_, i) =>
      (i * 0.618034) % 1 < share(i / log.rows) ? 1 : 0,
    )
    return loopTest(accumulateLoop({ ...log, influenced }))
  }

  it('that rises says when half of the labels will be of its own making', () => {
    const test = withInfluence((at) => 0.1 + 0.25 * at).tests.find(({ name }) => name === 'self_training')
    expect(test?.supports).toBe(true)
    const { facts } = test?.evidence.applicable ? test.evidence : { facts: {} as Record<string, unknown> }
    // 0.1 + 0.25 · x = 0.5 at x = 1.6 of 60 days after 5 January.
    expect(Math.abs(Date.parse(String(facts.passes_half_at)) - Date.UTC(2026, 3, 11))).toBeLessThan(
      6 * 86_400_000,
    )
  })

  it('of a few rows is no evidence', () => {
    const test = withInfluence(() => 0.03).tests.find(({ name }) => name === 'self_training')
    expect(test?.supports).toBe(false)
  })
})
