import { AppError } from '../../domain/errors.ts'
import { nearest } from '../text/nearest.ts'

export type ParameterValue = number | boolean | string

/** One parameter of a detector: its type, its default and the values it takes (bounds are inclusive unless `above` or `below`). */
export type ParameterSpec =
  | {
      readonly kind: 'number' | 'integer'
      readonly default: number
      readonly minimum?: number
      readonly maximum?: number
      readonly above?: number
      readonly below?: number
      readonly description: string
    }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly description: string }
  | {
      readonly kind: 'choice'
      readonly default: string
      readonly choices: readonly string[]
      readonly description: string
    }

/** The sides of a two-sided detector. */
export const MODE_PARAMETER = {
  kind: 'choice',
  default: 'both',
  choices: ['up', 'down', 'both'],
  description: 'Whether rises, falls or both fire.',
} as const satisfies ParameterSpec

export type ParameterSchema = Readonly<Record<string, ParameterSpec>>
export type GivenParameters = Readonly<Record<string, unknown>>

type ValueOf<S extends ParameterSpec> = S['kind'] extends 'boolean'
  ? boolean
  : S extends { choices: readonly (infer C)[] }
    ? C
    : number

/** The parameters of a schema, every one of them present. */
export type Resolved<S extends ParameterSchema> = { readonly [K in keyof S]: ValueOf<S[K]> }

function refusal(name: string, spec: ParameterSpec, value: unknown): string | null {
  if (spec.kind === 'boolean') return typeof value === 'boolean' ? null : 'must be true or false'
  if (spec.kind === 'choice') {
    return typeof value === 'string' && spec.choices.includes(value)
      ? null
      : `must be one of ${spec.choices.join(', ')}`
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a finite number'
  if (spec.kind === 'integer' && !Number.isInteger(value)) return 'must be a whole number'
  if (spec.minimum !== undefined && value < spec.minimum) return `must be at least ${spec.minimum}`
  if (spec.maximum !== undefined && value > spec.maximum) return `must be at most ${spec.maximum}`
  if (spec.above !== undefined && value <= spec.above) return `must be greater than ${spec.above}`
  if (spec.below !== undefined && value >= spec.below) return `must be less than ${spec.below}`
  return name === '' ? 'must have a name' : null
}

/**
 * Fills the defaults of `schema` in and checks what was given.
 * Throws `BAD_PARAMS` for an unknown name (the nearest one is named) and for a value out of its bounds.
 */
export function resolveParameters<S extends ParameterSchema>(
  owner: string,
  schema: S,
  given: GivenParameters,
): Resolved<S> {
  const resolved: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(schema)) resolved[name] = spec.default
  for (const [name, value] of Object.entries(given)) {
    const spec = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (spec === undefined) {
      const near = nearest(name, Object.keys(schema))
      throw new AppError(
        'BAD_PARAMS',
        `${owner} has no parameter "${name}".`,
        near === null ? `It takes ${Object.keys(schema).join(', ')}.` : `Did you mean "${near}"?`,
      )
    }
    const problem = refusal(name, spec, value)
    if (problem !== null) {
      throw new AppError('BAD_PARAMS', `The parameter "${name}" of ${owner} ${problem}.`, spec.description)
    }
    resolved[name] = value
  }
  return resolved as Resolved<S>
}
