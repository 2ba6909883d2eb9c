import { AppError } from '../../domain/errors.ts'
import { nearest } from '../text/nearest.ts'
import { ADWIN_PARAMETERS, createAdwin, updateAdwin } from './adwin.ts'
import { CUSUM_PARAMETERS, createCusum, updateCusum } from './cusum.ts'
import { createDdm, DDM_PARAMETERS, updateDdm } from './ddm.ts'
import { createEddm, EDDM_PARAMETERS, updateEddm } from './eddm.ts'
import { createEwma, EWMA_PARAMETERS, updateEwma } from './ewma.ts'
import { createHddmA, HDDM_A_PARAMETERS, updateHddmA } from './hddm-a.ts'
import { createHddmW, HDDM_W_PARAMETERS, updateHddmW } from './hddm-w.ts'
import { createKswin, KSWIN_PARAMETERS, updateKswin } from './kswin.ts'
import { createPageHinkley, PAGE_HINKLEY_PARAMETERS, updatePageHinkley } from './page-hinkley.ts'
import { type GivenParameters, type ParameterSchema, type Resolved, resolveParameters } from './parameters.ts'
import type { StreamStep } from './step.ts'

export type Stepper = (value: number) => StreamStep

/** What values a detector takes: any finite number, a loss in [0, 1], or a bit (1 an error). */
export type StreamDomain = 'number' | 'unit' | 'bit'

export interface StreamMethod {
  readonly title: string
  readonly domain: StreamDomain
  readonly parameters: ParameterSchema
  /** A fresh detector; throws `BAD_PARAMS`. */
  readonly start: (given: GivenParameters) => Stepper
}

function method<P extends ParameterSchema, S>(
  name: string,
  title: string,
  domain: StreamDomain,
  parameters: P,
  create: (resolved: Resolved<P>) => S,
  update: (state: S, value: number) => StreamStep,
): StreamMethod {
  const start = (given: GivenParameters): Stepper => {
    const state = create(resolveParameters(name, parameters, given))
    return (value) => update(state, value)
  }
  return { title, domain, parameters, start }
}

/** Every stream detector by the name that `detect --method` takes. */
export const STREAM_METHODS = {
  adwin: method('adwin', 'ADWIN', 'number', ADWIN_PARAMETERS, createAdwin, updateAdwin),
  ddm: method('ddm', 'DDM', 'unit', DDM_PARAMETERS, createDdm, updateDdm),
  eddm: method('eddm', 'EDDM', 'bit', EDDM_PARAMETERS, createEddm, updateEddm),
  hddm_a: method('hddm_a', 'HDDM-A', 'unit', HDDM_A_PARAMETERS, createHddmA, updateHddmA),
  hddm_w: method('hddm_w', 'HDDM-W', 'unit', HDDM_W_PARAMETERS, createHddmW, updateHddmW),
  page_hinkley: method(
    'page_hinkley',
    'Page–Hinkley',
    'number',
    PAGE_HINKLEY_PARAMETERS,
    createPageHinkley,
    updatePageHinkley,
  ),
  kswin: method('kswin', 'KSWIN', 'number', KSWIN_PARAMETERS, createKswin, updateKswin),
  cusum: method('cusum', 'CUSUM', 'number', CUSUM_PARAMETERS, createCusum, updateCusum),
  ewma: method('ewma', 'EWMA chart', 'number', EWMA_PARAMETERS, createEwma, updateEwma),
} as const satisfies Record<string, StreamMethod>

export type StreamMethodName = keyof typeof STREAM_METHODS
export const STREAM_METHOD_NAMES = Object.keys(STREAM_METHODS) as readonly StreamMethodName[]

/** The method of a name that came from outside; throws `BAD_PARAMS` with the nearest name. */
export function streamMethod(name: string): StreamMethod {
  for (const known of STREAM_METHOD_NAMES) if (known === name) return STREAM_METHODS[known]
  const near = nearest(name, STREAM_METHOD_NAMES)
  throw new AppError(
    'BAD_PARAMS',
    `There is no stream detector "${name}".`,
    `${near === null ? '' : `Did you mean "${near}"? `}There are ${STREAM_METHOD_NAMES.join(', ')}.`,
  )
}

export interface DetectedCut {
  /** Index of the value at which the detector fired. */
  readonly at: number
  /** Index of the first value of the new regime, where the detector most likely puts the change. */
  readonly location: number
  /** Accepted values that the detector's window still holds after the cut. */
  readonly width: number
}

export interface Detection {
  readonly changes: number[]
  /** Every index at which the detector stands in its warning zone. */
  readonly warnings: number[]
  /** One for each change, in its order. */
  readonly cuts: DetectedCut[]
  /** Values that are not finite numbers; they are passed over and change nothing. */
  readonly skipped: number
}

function outsideDomain(domain: StreamDomain, value: number): boolean {
  switch (domain) {
    case 'number':
      return false
    case 'unit':
      return value < 0 || value > 1
    case 'bit':
      return value !== 0 && value !== 1
  }
}

/**
 * Runs a detector over a whole stream. All indices are 0-based positions in `values`, skipped ones counted.
 * Throws `BAD_PARAMS` for an unknown method, a bad parameter, or a value that the method cannot take.
 */
export function detect(name: string, values: ArrayLike<number>, params: GivenParameters = {}): Detection {
  const { domain, start } = streamMethod(name)
  const step = start(params)
  const changes: number[] = []
  const warnings: number[] = []
  const cuts: DetectedCut[] = []
  const skippedAt: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    if (!Number.isFinite(value)) {
      skippedAt.push(at)
      continue
    }
    if (outsideDomain(domain, value)) {
      throw new AppError(
        'BAD_PARAMS',
        `Value ${at} of the stream is ${value}, but ${name} takes ${domain === 'bit' ? 'only 0 and 1' : 'numbers from 0 to 1'}.`,
        'Give errors (1 wrong, 0 right), or choose adwin, page_hinkley, kswin, cusum or ewma for other numbers.',
      )
    }
    const result = step(value)
    if (result.warning) warnings.push(at)
    if (result.cut !== null) {
      changes.push(at)
      cuts.push({ at, location: walkBack(at, result.cut.age, skippedAt), width: result.cut.width })
    }
  }
  return { changes, warnings, cuts, skipped: skippedAt.length }
}

/** Index of the value that is `age − 1` accepted values before `at`. */
function walkBack(at: number, age: number, skippedAt: readonly number[]): number {
  let location = at - age + 1
  for (let i = skippedAt.length - 1; i >= 0 && skippedAt[i] >= location; i--) location -= 1
  return location
}
