import { say } from '../../../words/say.ts'
import type { LintStep } from '../../lint/finding.ts'
import { type BreakerPolicy, needsLabels, watchesLabels } from '../policy.ts'
import { type BreakerObservation, nextDeadline, step } from '../reducer.ts'
import { type BreakerState, initialState, reportedState } from '../state.ts'

/** What the world may be like between two deadlines. */
export type Weather = 'healthy' | 'bad' | 'unlabelled' | 'silent'

type World = {
  readonly state: BreakerState
  readonly at: number
  readonly row: number
  readonly lastRowAt: number
  readonly lastLabelAt: number
}

/** Rows that come in one step of the exploration, evenly over it. */
const ROWS_A_STEP = 20_000
/** Many probes in one step show no more than some. */
const MOST_PROBES_A_STEP = 1_000
const SHORTEST_STEP_MS = 60_000
const LONGEST_STEP_MS = 30 * 86_400_000
/** Steps after which a healthy model has to be served again. */
const STEPS_TO_RETURN = 16
const MOST_STATES = 400

/** A breaker that was just armed, in the world of the exploration. */
export function startWorld(policy: BreakerPolicy): World {
  return { state: initialState(policy, 0), at: 0, row: -1, lastRowAt: 0, lastLabelAt: 0 }
}

/**
 * Lets one stretch of weather pass: up to the next deadline of the reducer, at least a minute. Rows come, so that every
 * window is full of that weather at its end; probes come with their share of the rows, with a label unless unlabelled.
 */
export function advance(policy: BreakerPolicy, world: World, weather: Weather): World {
  const due = nextDeadline(policy, world.state, {
    now: world.at,
    lastRowAt: world.lastRowAt,
    lastLabelAt: world.lastLabelAt,
  })
  const wait = due === null ? SHORTEST_STEP_MS : due - world.at
  const at = world.at + Math.min(LONGEST_STEP_MS, Math.max(SHORTEST_STEP_MS, wait))
  const comes = weather !== 'silent'
  const isLabelled = weather === 'healthy' || weather === 'bad'
  const row = world.row + (comes ? ROWS_A_STEP : 0)
  const lastRowAt = comes ? at : world.lastRowAt
  const lastLabelAt = isLabelled ? at : world.lastLabelAt
  const values = policy.conditions.map((condition) => readingOf(condition, weather, at - world.lastRowAt))
  const seen = (probe: number | null): BreakerObservation => ({
    at,
    row,
    values,
    labelSilence: at - lastLabelAt,
    probe,
    recovered: false,
  })
  let state = step(policy, world.state, seen(null)).state
  const probes =
    comes && state.phase === 'HALF_OPEN' && world.state.phase === 'HALF_OPEN'
      ? Math.min(MOST_PROBES_A_STEP, Math.floor(ROWS_A_STEP * policy.halfOpen.share))
      : 0
  const hasOutcome = isLabelled || !watchesLabels(policy)
  for (let probe = 0; probe < probes && hasOutcome && state.phase === 'HALF_OPEN'; probe++) {
    state = step(policy, state, seen(weather === 'bad' ? 0 : 1)).state
  }
  return { state, at, row, lastRowAt, lastLabelAt }
}

function readingOf(
  { metric, comparison, threshold }: BreakerPolicy['conditions'][number],
  weather: Weather,
  gap: number,
): number {
  if (metric === 'no_data') return weather === 'silent' ? gap : 0
  if (weather === 'silent' || (weather === 'unlabelled' && needsLabels(metric))) return Number.NaN
  const met = weather === 'bad'
  switch (comparison) {
    case 'below':
      return met ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    case 'above':
      return met ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    case 'at_least':
      return met ? threshold : threshold - 1
  }
}

/** What a weather is called in a counterexample. */
const WORDS: Readonly<Record<Weather, string>> = {
  healthy: say('weather.healthy'),
  bad: say('weather.bad'),
  unlabelled: say('weather.unlabelled'),
  silent: say('weather.silent'),
}

/** Runs weathers one after the other and tells each step. */
export function narrate(policy: BreakerPolicy, weathers: readonly Weather[]): LintStep[] {
  let world = startWorld(policy)
  const steps: LintStep[] = []
  for (const weather of weathers) {
    world = advance(policy, world, weather)
    steps.push({ at: world.at, what: WORDS[weather], state: reportedState(world.state) })
  }
  return steps
}

/** A path into a state that a healthy model never leaves, or null where there is none. */
export type Trap = { readonly steps: readonly LintStep[]; readonly state: string }

/**
 * Explores what weather can do to a breaker, breadth first over the states of the reducer (without their times), and from
 * each of them lets a healthy model run: it has to be served again. At autonomy 1 a person is taken to approve.
 */
export function findTrap(given: BreakerPolicy): Trap | null {
  const policy: BreakerPolicy = given.autonomy === 1 ? { ...given, autonomy: 2 } : given
  const queue: { readonly world: World; readonly path: readonly Weather[] }[] = [
    { world: startWorld(policy), path: [] },
  ]
  const seen = new Set<string>()
  for (let entry = queue.shift(); entry !== undefined && seen.size < MOST_STATES; entry = queue.shift()) {
    const { world, path } = entry
    const key = keyOf(world.state)
    if (seen.has(key)) continue
    seen.add(key)
    if (!returns(policy, world)) {
      const steps = narrate(policy, [...path, ...Array<Weather>(3).fill('healthy')])
      return { steps, state: reportedState(world.state) }
    }
    for (const weather of ['bad', 'unlabelled', 'silent', 'healthy'] as const) {
      if (path.length < 8) queue.push({ world: advance(policy, world, weather), path: [...path, weather] })
    }
  }
  return null
}

function returns(policy: BreakerPolicy, from: World): boolean {
  let world = from
  for (let count = 0; count < STEPS_TO_RETURN; count++) {
    if (world.state.phase === 'CLOSED') return true
    world = advance(policy, world, 'healthy')
  }
  return world.state.phase === 'CLOSED'
}

function keyOf({ phase, heldSince, cooldownMs, rung, blind, probes }: BreakerState): string {
  const held = heldSince.map((since) => (since === null ? 0 : 1)).join('')
  return [phase, held, cooldownMs, rung, blind, probes.judged > 0].join(' ')
}
