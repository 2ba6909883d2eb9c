import { type InputName, readInputs, type StatInputs } from './inputs.ts'
import { isLargeWork, type LargeWork, mapLargeWork } from './large-work.ts'
import { type ParamSpecs, type ParamValues, readParams } from './params.ts'
import { refuse } from './refusal.ts'

/** The answer of a statistic, in the keys of the `stat` document. `detail.reason` says why a value is null. */
export interface StatAnswer {
  readonly value: number | null
  readonly statistic: number | null
  readonly p_value: number | null
  readonly df: number | null
  readonly detail: Readonly<Record<string, unknown>>
}

export type PreparedAnswer = StatAnswer | LargeWork<StatAnswer>

/** One named statistic as the registry holds it. */
export interface CatalogueEntry {
  readonly name: string
  /** What it measures, in one line. */
  readonly summary: string
  /** The alternatives of inputs: all of one row must be given. An empty row needs parameters alone. */
  readonly inputs: readonly (readonly InputName[])[]
  /** What each parameter allows, by its name. */
  readonly params: Readonly<Record<string, string>>
  /**
   * Reads a request and answers it, or says what has to be computed for the answer; refuses with an `AppError` that names
   * the input or parameter.
   */
  readonly prepare: (request: Readonly<Record<string, unknown>>) => PreparedAnswer
}

export interface Definition<P extends ParamSpecs> {
  readonly name: string
  readonly summary: string
  readonly inputs: readonly (readonly InputName[])[]
  readonly params: P
  readonly compute: (
    inputs: StatInputs,
    params: ParamValues<P>,
  ) => Partial<StatAnswer> | LargeWork<Partial<StatAnswer>>
}

const NOTHING: StatAnswer = { value: null, statistic: null, p_value: null, df: null, detail: {} }

function requireInputs(inputs: StatInputs, alternatives: readonly (readonly InputName[])[]): void {
  if (alternatives.length === 0) return
  const complete = alternatives.some((names) => names.every((name) => inputs[name] !== undefined))
  if (complete) return
  const wanted = alternatives.map((names) => names.map((name) => `"${name}"`).join(' and ')).join(', or ')
  // Names what is missing of the alternative that is nearest to complete.
  const missingOf = (names: readonly InputName[]): InputName[] =>
    names.filter((name) => inputs[name] === undefined)
  const nearestAlternative = [...alternatives].sort((a, b) => missingOf(a).length - missingOf(b).length)[0]
  throw refuse(missingOf(nearestAlternative).join('", "'), 'is missing', `Give ${wanted}.`)
}

/** Null in place of every number that left the range of doubles, and that it did as the reason. */
function withoutOverflow(answer: StatAnswer): StatAnswer {
  let overflowed = false
  const mend = (part: unknown): unknown => {
    if (typeof part === 'number') {
      if (Number.isFinite(part)) return part
      overflowed = true
      return null
    }
    if (part instanceof Float64Array) return part.every(Number.isFinite) ? part : mend([...part])
    if (Array.isArray(part)) return part.map(mend)
    if (typeof part === 'object' && part !== null && !ArrayBuffer.isView(part)) return mendKeys(part)
    return part
  }
  const mendKeys = (part: object): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(part).map(([key, own]) => [key, mend(own)]))
  const number = (own: number | null): number | null => (own === null || Number.isFinite(own) ? own : null)
  const { value, statistic, p_value, df } = answer
  const numbers = {
    value: number(value),
    statistic: number(statistic),
    p_value: number(p_value),
    df: number(df),
  }
  const detail = mendKeys(answer.detail)
  const whole = numbers.value === value && numbers.statistic === statistic && numbers.p_value === p_value
  if (whole && numbers.df === df && !overflowed) return answer
  return { ...numbers, detail: { reason: 'the numbers leave the range of doubles', ...detail } }
}

/** Makes an entry of the registry from a typed definition. */
export function defineStat<const P extends ParamSpecs>(definition: Definition<P>): CatalogueEntry {
  const described = Object.entries(definition.params).map(([name, spec]) => [name, spec.describe])
  return {
    name: definition.name,
    summary: definition.summary,
    inputs: definition.inputs,
    params: Object.fromEntries(described),
    prepare: (request) => {
      const inputs = readInputs(request)
      const params = readParams(definition.params, request.params)
      requireInputs(inputs, definition.inputs)
      const complete = (found: Partial<StatAnswer>): StatAnswer => withoutOverflow({ ...NOTHING, ...found })
      const found = definition.compute(inputs, params)
      return isLargeWork(found) ? mapLargeWork(found, complete) : complete(found)
    },
  }
}
