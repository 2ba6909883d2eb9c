import { say } from '#shared/words/say.ts'
import type {
  ScenarioCheck,
  ScenarioExpectation,
  ScenarioTruth,
} from '../../../shared/contract/documents/scenario.ts'

type Options = {
  readonly model?: string
  /** UTC milliseconds. */
  readonly earliest?: number
  readonly deadline?: number
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

/** This has to be seen. */
export function fires(check: ScenarioCheck, options: Options = {}): ScenarioExpectation {
  return {
    model: options.model ?? null,
    expected: 'fire',
    check,
    earliest: iso(options.earliest),
    deadline: iso(options.deadline),
    miss: null,
    pending: null,
  }
}

/** This must not be seen. */
export function silent(check: ScenarioCheck, options: Pick<Options, 'model'> = {}): ScenarioExpectation {
  return { ...fires(check, options), expected: 'silent' }
}

/** There is something to be seen, but this monitor cannot; that it does not is asserted. */
export function misses(
  check: ScenarioCheck,
  miss: string,
  options: Pick<Options, 'model'> = {},
): ScenarioExpectation {
  return { ...silent(check, options), miss }
}

/** Not looked at until what it needs is there. */
export function pending(expectation: ScenarioExpectation, waitsFor: string): ScenarioExpectation {
  return { ...expectation, pending: waitsFor }
}

/** Nothing of what is looked at everywhere may be seen. */
export function quiet(models: readonly (string | undefined)[] = [undefined]): ScenarioExpectation[] {
  return models.flatMap((model) => {
    const options = model === undefined ? {} : { model }
    return [
      silent({ monitor: 'drift', columns: null, at_least: 'low' }, options),
      silent({ monitor: 'onset', columns: null }, options),
      silent({ monitor: 'quality', code: null }, options),
      silent({ monitor: 'performance', at_least: 'low' }, options),
      silent({ monitor: 'slices' }, options),
      silent({ monitor: 'calibration', at_least: 'low' }, options),
      silent({ monitor: 'feedback', at_least: 'possible' }, options),
      silent({ monitor: 'breaker', path: ['OPEN'] }, options),
    ]
  })
}

/** The truth of a control: no row is affected, and nothing may be seen. */
export function nothingHappens(rows: number, expectations: ScenarioExpectation[] = quiet()): ScenarioTruth {
  return { onset: null, affected: { rows: 0, of: rows, where: say('truth.where.nothing') }, expectations }
}
