import { refuse, suggestion } from './refusal.ts'

/** How one parameter is read from JSON. */
export interface ParamSpec<T> {
  /** One line for a list: what is allowed and what holds when it is left out. */
  readonly describe: string
  /** Reads a value that was given; refuses with the parameter's name. */
  readonly parse: (raw: unknown, name: string) => T
  readonly fallback: T
}

export type ParamSpecs = Readonly<Record<string, ParamSpec<unknown>>>
export type ParamValues<P extends ParamSpecs> = {
  readonly [K in keyof P]: P[K] extends ParamSpec<infer T> ? T : never
}

interface NumberLimits {
  readonly min?: number
  readonly max?: number
  readonly integer?: boolean
}

function readNumber(raw: unknown, name: string, limits: NumberLimits): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits
  const whole = limits.integer ? 'a whole number' : 'a number'
  const range =
    Number.isFinite(min) && Number.isFinite(max)
      ? `${whole} from ${min} to ${max}`
      : Number.isFinite(min)
        ? `${whole} of at least ${min}`
        : Number.isFinite(max)
          ? `${whole} of at most ${max}`
          : whole
  const fits =
    typeof raw === 'number' &&
    Number.isFinite(raw) &&
    raw >= min &&
    raw <= max &&
    (!limits.integer || Number.isInteger(raw))
  if (!fits) throw refuse(name, `must be ${range}, not ${show(raw)}`, `Give "${name}" as ${range}.`)
  return raw
}

/** A value in a message, cut so that a hostile one does not fill the screen. */
export function show(raw: unknown): string {
  const text = typeof raw === 'string' ? `"${raw}"` : Array.isArray(raw) ? 'a list' : String(raw)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

export function numberParam(fallback: number, limits: NumberLimits = {}): ParamSpec<number> {
  return {
    describe: `number, ${fallback} unless told`,
    fallback,
    parse: (raw, name) => readNumber(raw, name, limits),
  }
}

/** A number without a default; null when it is left out. */
export function optionalNumber(limits: NumberLimits = {}): ParamSpec<number | null> {
  return {
    describe: 'number',
    fallback: null,
    parse: (raw, name) => (raw === null ? null : readNumber(raw, name, limits)),
  }
}

/** One of several names; `aliases` maps other spellings to them. */
export function choiceParam<const C extends string>(
  choices: readonly C[],
  fallback: NoInfer<C>,
  aliases: Readonly<Record<string, NoInfer<C>>> = {},
): ParamSpec<C> {
  return {
    describe: `${choices.join(' | ')}, ${fallback} unless told`,
    fallback,
    parse: (raw, name) => {
      if (typeof raw === 'string') {
        const found =
          choices.find((choice) => choice === raw) ?? (Object.hasOwn(aliases, raw) ? aliases[raw] : null)
        if (found !== null) return found
      }
      throw refuse(name, `cannot be ${show(raw)}`, suggestion(String(raw), choices))
    },
  }
}

/** One of several names, or null when it is left out. */
export function optionalChoice<const C extends string>(choices: readonly C[]): ParamSpec<C | null> {
  const inner = choiceParam(choices, choices[0])
  return { describe: choices.join(' | '), fallback: null, parse: inner.parse }
}

export function booleanParam(fallback: boolean): ParamSpec<boolean> {
  return {
    describe: `true | false, ${fallback} unless told`,
    fallback,
    parse: (raw, name) => {
      if (typeof raw !== 'boolean') {
        throw refuse(name, `must be true or false, not ${show(raw)}`, `Give "${name}" as true or false.`)
      }
      return raw
    },
  }
}

/** A list of numbers, or null when it is left out. */
export function optionalNumbers(limits: NumberLimits = {}): ParamSpec<readonly number[] | null> {
  return {
    describe: 'list of numbers',
    fallback: null,
    parse: (raw, name) => {
      if (!Array.isArray(raw)) {
        throw refuse(name, `must be a list of numbers, not ${show(raw)}`, `Give "${name}" as a list.`)
      }
      return raw.map((item, i) => readNumber(item, `${name}[${i}]`, limits))
    },
  }
}

/** Reads all parameters of a statistic; an unknown one is refused with the nearest name. */
export function readParams<P extends ParamSpecs>(specs: P, raw: unknown): ParamValues<P> {
  if (raw !== undefined && raw !== null && (typeof raw !== 'object' || Array.isArray(raw))) {
    throw refuse('params', `must be an object, not ${show(raw)}`, 'Give the parameters as {"name": value}.')
  }
  const given: Readonly<Record<string, unknown>> = { ...raw }
  const names = Object.keys(specs)
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) {
      throw refuse(name, 'is not a parameter of this statistic', suggestion(name, names))
    }
  }
  const entries = names.map((name) => {
    const value = Object.hasOwn(given, name) ? specs[name].parse(given[name], name) : specs[name].fallback
    return [name, value] as const
  })
  // Each value was read by the spec of its own name, which is what the mapped type says.
  return Object.fromEntries(entries) as ParamValues<P>
}
