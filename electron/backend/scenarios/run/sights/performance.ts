import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { isAtLeast } from '#shared/domain/verdict.ts'
import { trendTest } from '#shared/stats/series/trend.ts'
import { say } from '#shared/words/say.ts'
import { measureNumber } from '../../words.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/** Mature windows against the baseline; a window is known when it ends. */
export async function sightPerformance(
  { metric, at_least }: Check<'performance'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { windows, judged } = await seen.performance(model)
  const metrics = metric === undefined ? judged : [metric]
  const bad = windows.filter(
    ({ mature, against_baseline }) =>
      mature && metrics.some((name) => isAtLeast(against_baseline[name]?.verdict ?? 'none', at_least)),
  )
  const [first] = bad
  const values = metrics.flatMap((name) => {
    const value = first?.metrics[name]?.value ?? null
    return value === null ? [] : [`${name} ${measureNumber(value)}`]
  })
  const count = { bad: bad.length, windows: windows.length }
  return [
    sighting(
      metric ?? '',
      bad.length > 0,
      first === undefined
        ? say('evidence.windows', count)
        : say('evidence.windows.first', { ...count, values }),
      bad.map(({ end }) => end),
    ),
  ]
}

/**
 * Segments and slices that do worse than all others, and segments that do worse than in the baseline. Where no column is named only those of segments count: that a
 * model errs more where outcomes are harder to tell by its features is no news.
 */
export async function sightSlices(
  { column, value }: Check<'slices'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { slices, segments } = await seen.performance(model)
  const fits = (part: { readonly column: string; readonly value: string }) =>
    (column === undefined || part.column === column) && (value === undefined || part.value === value)
  const isSegment = new Set(segments.map((segment) => segment.column))
  const weak = slices.weakest.filter(({ parts }) =>
    column === undefined ? parts.every((part) => isSegment.has(part.column)) : parts.some(fits),
  )
  const low = segments.filter(
    (segment) =>
      fits(segment) &&
      (isAtLeast(segment.verdict, 'low') || isAtLeast(segment.against_baseline?.verdict ?? 'none', 'low')),
  )
  const found = [
    ...low.map((segment) =>
      say('evidence.segment', {
        column: segment.column,
        value: segment.value,
        verdict: say(`verdict.${segment.verdict}`),
      }),
    ),
    ...weak.map(({ parts, loss, other_loss }) =>
      say('evidence.slice', {
        parts: parts.map((part) => `${part.column} = ${part.value}`),
        loss: measureNumber(loss),
        other: measureNumber(other_loss),
      }),
    ),
  ]
  return [
    sighting(column ?? '', found.length > 0, found.slice(0, 3).join('; ') || say('evidence.slice.none')),
  ]
}

/**
 * Groups of a protected column that are selected so differently that the four-fifths line fails, or whose ratio of
 * selection falls from window to window.
 */
export async function sightFairness(
  { column, trend = false }: Check<'fairness'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const view = (await seen.performance(model)).fairness.find((one) => one.column === column)
  if (view === undefined) return [sighting(column, false, say('evidence.fairness.unknown', { column }))]
  const selection = view.criteria.find(({ four_fifths }) => four_fifths !== null)
  const ratio = selection?.ratio ?? null
  const text = say(`evidence.fairness.${selection?.four_fifths ?? 'unclear'}`, {
    ratio: measureNumber(ratio),
  })
  if (!trend) return [sighting(column, selection?.four_fifths === 'fails', text)]
  const fall = trendTest(
    view.trend.map((window) => window.ratio ?? Number.NaN),
    'fall',
  )
  const falls = fall !== null && fall.pValue < 0.05 && fall.change < -0.1
  return [
    sighting(
      column,
      falls,
      [
        text,
        say('evidence.fairness.trend', {
          windows: view.trend.length,
          change: measureNumber(fall?.change ?? null),
        }),
      ].join('; '),
    ),
  ]
}

export async function sightCalibration(
  { at_least, signature, limits = [] }: Check<'calibration'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const found = await seen.calibration(model)
  const { verdict, over_time, signatures, ece_debiased } = found
  const codes = signatures.map(({ code }) => code)
  const bad = over_time.filter((part) => isAtLeast(part.verdict, at_least))
  const values = limits.map((limit) => ({ ...limit, value: numberIn(found, limit.measure) }))
  const isWithin = values.every(
    ({ value, below, above }) =>
      value !== null && (below === undefined || value < below) && (above === undefined || value > above),
  )
  const isThere = (signature === undefined || codes.includes(signature)) && isWithin
  const told = [
    say('evidence.verdict', { verdict: say(`verdict.${verdict}`) }),
    ...(ece_debiased === null ? [] : [say('evidence.error', { error: measureNumber(ece_debiased) })]),
    ...values.map(({ measure, value }) => say('evidence.measure', { measure, value: measureNumber(value) })),
    say('evidence.windows', { bad: bad.length, windows: over_time.length }),
    ...(codes.length === 0 ? [] : [say('evidence.signatures', { codes })]),
  ]
  return [
    sighting(
      '',
      (isAtLeast(verdict, at_least) || bad.length > 0) && isThere,
      told.join('; '),
      bad.map(({ end }) => end),
    ),
  ]
}

function numberIn(document: CalibrationDocument, measure: string): number | null {
  const value = Object.entries(document).find(([key]) => key === measure)?.[1]
  return typeof value === 'number' ? value : null
}
