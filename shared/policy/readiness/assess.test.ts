import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessReadiness, READINESS_QUESTIONS, type ReadinessEvidence } from './assess.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const AT = NOW - 86_400_000
const GOOD: ReadinessEvidence = {
  loop: { verdict: 'none', tests: 6, rows: 20_000, at: AT },
  loopReason: null,
  radius: { rows: 1_200, users: 900, money: null, versions: null, at: AT },
  radiusReason: null,
  fallback: 'rules',
  detection: { by: 'the breaker', seconds: 3_600, measured: true, at: AT },
  detectionReason: null,
  drill: { at: AT, by: 'Asha', seconds: 41 },
  fleet: { models: 4, effective: 3.1, collapses: false, at: AT },
  fleetReason: null,
}
const NOTHING: ReadinessEvidence = {
  loop: null,
  loopReason: null,
  radius: null,
  radiusReason: null,
  fallback: null,
  detection: null,
  detectionReason: null,
  drill: null,
  fleet: null,
  fleetReason: null,
}
const answers = (change: Partial<ReadinessEvidence>) => {
  const { questions } = assessReadiness({ ...GOOD, ...change }, NOW)
  return Object.fromEntries(questions.map(({ question, answer }) => [question, answer]))
}

test('five yes are ready, and each rests on something with a date', () => {
  const { verdict, score, questions } = assessReadiness(GOOD, NOW)
  expect({ verdict, score }).toEqual({ verdict: 'ready', score: 5 })
  expect(questions.map(({ question }) => question)).toEqual(READINESS_QUESTIONS)
  expect(questions.every(({ measuredAt, settles }) => measuredAt === AT && settles === null)).toBe(true)
})

test('what nobody measured is unknown, counts as no, and says what would settle it', () => {
  const { verdict, score, questions } = assessReadiness(NOTHING, NOW)
  expect({ verdict, score }).toEqual({ verdict: 'do_not_deploy', score: 0 })
  expect(questions.every(({ answer, settles }) => answer === 'unknown' && settles !== null)).toBe(true)
})

test.each([
  [5, 'ready'],
  [4, 'ready'],
  [3, 'improve'],
  [2, 'improve'],
  [1, 'do_not_deploy'],
  [0, 'do_not_deploy'],
])('%i yes are %s', (count, verdict) => {
  const parts = ['loop', 'radius', 'detection', 'drill', 'fleet'] as const
  const missing = Object.fromEntries(parts.slice(count).map((part) => [part, null]))
  expect(assessReadiness({ ...GOOD, ...missing }, NOW)).toMatchObject({ score: count, verdict })
})

test('a loop is a no, too little to test it unknown', () => {
  const loop = (verdict: 'possible' | 'likely' | 'insufficient') => ({ verdict, tests: 3, rows: 900, at: AT })
  expect(answers({ loop: loop('likely') }).feedback_isolation).toBe('no')
  expect(answers({ loop: loop('possible') }).feedback_isolation).toBe('no')
  expect(answers({ loop: loop('insufficient') }).feedback_isolation).toBe('unknown')
})

test('a fallback to the version before needs one', () => {
  const on = (versions: number | null) =>
    answers({
      fallback: 'previous_version',
      radius: { rows: 10, users: 5, money: null, versions, at: AT },
    }).blast_radius
  expect(on(1)).toBe('no')
  expect(on(2)).toBe('yes')
  expect(on(null)).toBe('yes')
})

test('a radius that nothing bounds is a no; rows alone are no radius', () => {
  expect(answers({ fallback: null }).blast_radius).toBe('no')
  expect(
    answers({ radius: { rows: 10, users: null, money: 500, versions: null, at: AT } }).blast_radius,
  ).toBe('yes')
  expect(
    answers({ radius: { rows: 10, users: null, money: null, versions: null, at: AT } }).blast_radius,
  ).toBe('unknown')
})

test('drift has to be seen within a day', () => {
  const detection = (seconds: number | null) => ({ by: 'a rule', seconds, measured: false, at: null })
  expect(answers({ detection: detection(86_400) }).drift_detection_time).toBe('yes')
  expect(answers({ detection: detection(86_401) }).drift_detection_time).toBe('no')
  expect(answers({ detection: detection(null) }).drift_detection_time).toBe('unknown')
})

test('a drill counts for 90 days, under a minute', () => {
  const drill = (seconds: number | null, at = AT) => ({ at, by: 'Asha', seconds })
  expect(answers({ drill: drill(60) }).human_override).toBe('yes')
  expect(answers({ drill: drill(60.1) }).human_override).toBe('no')
  expect(answers({ drill: drill(null) }).human_override).toBe('no')
  expect(answers({ drill: drill(20, NOW - 91 * 86_400_000) }).human_override).toBe('unknown')
})

test('models that fail together are a no, a single one is unknown', () => {
  const fleet = (models: number, effective: number | null, collapses = false) => ({
    models,
    effective,
    collapses,
    at: AT,
  })
  expect(answers({ fleet: fleet(4, 2) }).diversity).toBe('yes')
  expect(answers({ fleet: fleet(4, 1.9) }).diversity).toBe('no')
  expect(answers({ fleet: fleet(4, 3, true) }).diversity).toBe('no')
  expect(answers({ fleet: fleet(1, 1) }).diversity).toBe('unknown')
  expect(answers({ fleet: fleet(4, null) }).diversity).toBe('unknown')
})

test('taking evidence away never makes a model readier', () => {
  const parts = ['loop', 'radius', 'fallback', 'detection', 'drill', 'fleet'] as const
  fc.assert(
    fc.property(fc.subarray([...parts]), fc.subarray([...parts]), (some, more) => {
      const without = (gone: readonly string[]) =>
        assessReadiness({ ...GOOD, ...Object.fromEntries(gone.map((part) => [part, null])) }, NOW).score
      expect(without([...some, ...more])).toBeLessThanOrEqual(without(some))
    }),
  )
})
