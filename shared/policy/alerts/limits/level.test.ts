import { expect, test } from 'vitest'
import type { AlertRule } from '../rules.ts'
import { ruleOf } from '../testing/rules.ts'
import { FEWEST_SEASONAL, levelOf } from './level.ts'
import { projected } from './trend.ts'

const NONE = { rolling: Number.NaN, frozen: Number.NaN, frozenError: Number.NaN, season: [] }
const limits = (warning: number, critical: number) => ({
  warning: { value: warning, unit: null },
  critical: { value: critical, unit: null },
})

test('a change counts when it is clear over the errors of both sides', () => {
  const rule = ruleOf({ compare: 'baseline', worse: 'change', ...limits(0.1, 0.25) })
  const rank = (value: number, error: number, frozenError: number) =>
    levelOf(rule, value, error, { ...NONE, frozen: 100, frozenError })?.rank
  expect(rank(115, Number.NaN, Number.NaN)).toBe(1)
  expect(rank(130, 5, Number.NaN)).toBe(2)
  // 15 is 3 errors of the window alone, and 15/√(25 + 25) = 2.12 of both, under 2.576.
  expect(rank(115, 5, Number.NaN)).toBe(1)
  expect(rank(115, 5, 5)).toBe(0)
  expect(rank(85, 5, 5)).toBe(0)
  expect(rank(70, 5, 5)).toBe(2)
  expect(rank(109, 0, 0)).toBe(0)
})

test('a value is held against the values of the same season', () => {
  const season = Array.from({ length: 39 }, (_, index) => index + 1)
  const level = (rule: AlertRule, value: number, values = season) =>
    levelOf(rule, value, Number.NaN, { ...NONE, season: values })
  const below = ruleOf({ compare: 'seasonal', worse: 'below', ...limits(0.1, 0.025) })
  // The quantiles at 10% and 2.5% of 1 … 39.
  expect(level(below, 20)).toMatchObject({ rank: 0, by: 'seasonal', reference: 20 })
  expect(level(below, 4)?.rank).toBe(1)
  expect(level(below, 1)?.rank).toBe(2)
  // Beyond all that the season showed, where it is too short to read the quantile off.
  const short = season.slice(0, FEWEST_SEASONAL)
  expect(level(below, 1, short)?.rank).toBe(0)
  expect(level(below, 0.9, short)?.rank).toBe(2)
  expect(level(below, 0.9, season.slice(0, FEWEST_SEASONAL - 1))).toBeNull()
  const either = ruleOf({ compare: 'seasonal', worse: 'change', ...limits(0.2, 0.05) })
  expect([3, 20, 37].map((value) => level(either, value)?.rank)).toEqual([1, 0, 1])
})

test('beside a season that moves the frozen one is beyond by a tenth', () => {
  const rule = ruleOf({ compare: 'seasonal', frozenToo: true, worse: 'below', ...limits(0.1, 0.025) })
  const season = Array.from({ length: 39 }, () => 80)
  const level = (value: number) => levelOf(rule, value, Number.NaN, { ...NONE, frozen: 100, season })
  expect(level(91)).toMatchObject({ rank: 0 })
  expect(level(80)).toMatchObject({ rank: 2, by: 'frozen', threshold: 85, reference: 100 })
})

test('a trend leads to where its line does, and a slope that chance may have made leads nowhere', () => {
  const points = (of: (index: number) => number) =>
    Array.from({ length: 12 }, (_, index) => [index * 10, of(index)] as const)
  expect(
    projected(
      points((index) => 1 - index / 100),
      120,
      40,
    ),
  ).toBeCloseTo(0.85, 12)
  expect(
    projected(
      points((index) => (index % 2 === 0 ? 0.9 : 0.8)),
      120,
      40,
    ),
  ).toBe(0.8)
  // Too few of them, or over too short a stretch: the last value.
  expect(projected(points((index) => index).slice(0, 5), 120, 40)).toBe(4)
  expect(
    projected(
      points((index) => index),
      1_000,
      40,
    ),
  ).toBe(11)
})
