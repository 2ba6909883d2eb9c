import type { z } from 'zod'
import { AppError } from '#shared/domain/errors.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import type { ConfigurationDocument, ConfigurationFault, Path } from './document.ts'
import { parseConfiguration } from './document.ts'
import { keysAt } from './known-keys.ts'

/** Nobody reads more of them at once. */
const MOST_FAULTS = 50

export type CheckedConfiguration<T> =
  | { readonly value: T }
  /** At least one, in the order of the file; of very many the first ones. */
  | { readonly faults: readonly ConfigurationFault[] }

/** What a file of configuration is called, and what a person does about a fault in it. */
export type ConfigurationSource = {
  /** Name of the file, for messages. */
  readonly file: string
  /** What it is: "breaker policy". */
  readonly kind: string
  readonly mend?: string
}

/**
 * The value of a YAML or JSON document in the shape of `schema`; strict objects refuse unknown keys, and the message
 * names the nearest known one. All faults are told, for an editor.
 */
export function checkConfiguration<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  kind: string,
): CheckedConfiguration<z.output<Schema>> {
  const document = parseConfiguration(text)
  return 'what' in document ? { faults: [document] } : checkDocument(document, schema, kind)
}

/**
 * The same as `checkConfiguration`, for files that are taken or refused.
 * @throws AppError `BAD_PARAMS` with file, line, column and the nearest known key of the first fault.
 */
export function readConfiguration<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  source: ConfigurationSource,
): z.output<Schema> {
  const checked = checkConfiguration(text, schema, source.kind)
  if ('value' in checked) return checked.value
  throw configurationError(checked.faults[0], source)
}

/** A document that was parsed, in the shape of `schema`. */
export function checkDocument<Schema extends z.ZodType>(
  { value, positionOf }: ConfigurationDocument,
  schema: Schema,
  kind: string,
): CheckedConfiguration<z.output<Schema>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { faults: [{ ...positionOf([]), where: '', what: `a ${kind} is a list of keys with values` }] }
  }
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return { value: parsed.data }
  const faults = parsed.error.issues
    .slice(0, MOST_FAULTS)
    .flatMap((issue) => faultsOf(issue, [], schema, kind))
  const meant = new Set(faults.flatMap(({ meant }) => meant ?? []))
  const misspelt = new Set(
    faults.flatMap(({ meant, path }) => (meant === undefined ? [] : path.slice(0, -1).join('.'))),
  )
  return {
    faults: faults
      .filter(({ path, isMissing }) => isMissing !== true || !meant.has(path.join('.')))
      // What an object as a whole lacks may be what the misspelt key was for.
      .filter(({ path, isOfWhole }) => isOfWhole !== true || !misspelt.has(path.join('.')))
      .map(({ path, what }) => ({ ...positionOf(path), where: path.join('.'), what }))
      .toSorted((a, b) => a.line - b.line || a.column - b.column),
  }
}

/** The error of a fault: "policy.yaml, line 3, column 5: …". */
export function configurationError(
  { line, column, where, what }: ConfigurationFault,
  { file, kind, mend }: ConfigurationSource,
): AppError {
  const subject = where === '' || what.includes(`"${where}`) ? '' : `${where}: `
  return new AppError(
    'BAD_PARAMS',
    `${file}, line ${line}, column ${column}: ${subject}${what}${/[.?!]$/.test(what) ? '' : '.'}`,
    mend ?? `Correct the ${kind} there.`,
  )
}

/** "; did you mean …?", or what there is to choose from. */
export function didYouMean(name: string, known: readonly string[]): string {
  const close = nearest(name, known)
  return close === null ? `; it may be ${known.join(', ')}` : `; did you mean "${close}"?`
}

type Fault = {
  readonly path: Path
  readonly what: string
  /** Whether the key is not there. */
  readonly isMissing?: boolean
  /** Whether a rule of the schema's own says so, of an object as a whole. */
  readonly isOfWhole?: boolean
  /** The key that an unknown one stands for; that one is not told as missing, too. */
  readonly meant?: string
}

function faultsOf(
  issue: z.core.$ZodIssue,
  above: Path,
  schema: z.core.$ZodType,
  kind: string,
): readonly Fault[] {
  const path = [...above, ...issue.path.filter((part) => typeof part !== 'symbol')]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_FAULTS).map((key) => {
        const known = keysAt(schema, path)
        const close = nearest(key, known)
        return {
          path: [...path, key],
          what: `there is no key "${[...path, key].join('.')}"${didYouMean(key, known)}`,
          ...(close === null ? {} : { meant: [...path, close].join('.') }),
        }
      })
    case 'invalid_union': {
      // The alternative that came furthest is the one that was meant.
      const [best] = issue.errors.toSorted((a, b) => reach(b) - reach(a) || a.length - b.length)
      return best === undefined || best.length === 0
        ? [{ path, what: issue.message }]
        : best.flatMap((inner) => faultsOf(inner, path, schema, kind))
    }
    case 'invalid_value': {
      const known = issue.values.map(String)
      if (issue.input === undefined) {
        return [{ path, what: `${missing(path, kind)}; it may be ${known.join(', ')}`, isMissing: true }]
      }
      return [
        {
          path,
          what: `there is no "${shown(issue.input)}" here${typeof issue.input === 'number' ? `; it may be ${known.join(', ')}` : didYouMean(String(issue.input), known)}`,
        },
      ]
    }
    case 'invalid_type':
      return issue.input === undefined
        ? [{ path, what: missing(path, kind), isMissing: true }]
        : [{ path, what: `expected ${typeWord(issue.expected)}, found ${typeWord(typeOf(issue.input))}` }]
    case 'too_small':
      return [{ path, what: `it has to be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}` }]
    case 'too_big':
      return [{ path, what: `it has to be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}` }]
    case 'custom':
      return [{ path, what: issue.message, isOfWhole: true }]
    default:
      return [{ path, what: issue.message }]
  }
}

function reach(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map(({ path, code }) => path.length + (code === 'invalid_type' ? 0 : 0.5)))
}

function missing(path: Path, kind: string): string {
  const key = path.at(-1)
  const place = path.length > 1 ? `"${path.slice(0, -1).join('.')}"` : `the ${kind}`
  return `the key "${String(key)}" is missing in ${place}`
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value).slice(0, 80) : String(value).slice(0, 80)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function typeWord(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'keys with values',
    record: 'keys with values',
    null: 'nothing',
  }
  return words[type] ?? type
}
