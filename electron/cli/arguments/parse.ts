import { AppError } from '#shared/domain/errors.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import type { OptionSpec, OptionSpecs, Positionals } from './options.ts'

type Parsed = {
  /** Raw texts by option name; a flag that was given has an empty list. */
  readonly given: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
}

/**
 * Reads the arguments of one command strictly: an unknown option, a missing or surplus value or a value out of
 * range is refused, the nearest name is named. A value may begin with a hyphen only when it is a number or `-`
 * itself; `--name=value` takes any text, and `--` ends the options.
 * @throws AppError `USAGE`
 */
export function parseArguments(
  args: readonly string[],
  specs: OptionSpecs,
  positionals: Positionals,
  command: string,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  const parsed = split(args, specs, command)
  const values = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, readValue(name, spec, parsed.given.get(name))]),
  )
  if (values.help !== true) checkPositionals(parsed.positionals, positionals, command)
  return { values, positionals: parsed.positionals }
}

function split(args: readonly string[], specs: OptionSpecs, command: string): Parsed {
  const given = new Map<string, string[]>()
  const positionals: string[] = []
  let index = 0
  const nextIsValue = () => {
    const next = args[index]
    return next !== undefined && (!next.startsWith('-') || next === '-' || /^-\.?\d/.test(next))
  }
  while (index < args.length) {
    const argument = args[index] ?? ''
    index += 1
    if (argument === '--') {
      positionals.push(...args.slice(index))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      positionals.push(argument)
      continue
    }
    const [flag, attached] = cut(argument === '-h' ? '--help' : argument)
    const name = flag.replace(/^--/, '')
    const spec = Object.hasOwn(specs, name) && flag.startsWith('--') ? specs[name] : undefined
    if (spec === undefined) throw unknownOption(flag, specs, command)
    const values = given.get(name) ?? []
    if (given.has(name) && spec.kind !== 'list' && spec.kind !== 'repeated') {
      throw usage(`--${name} is given twice.`, 'Give it once.')
    }
    given.set(name, values)
    if (spec.kind === 'flag') {
      if (attached !== undefined) throw usage(`--${name} takes no value.`, `Write --${name} alone.`)
      continue
    }
    if (attached !== undefined) values.push(attached)
    else if (!nextIsValue()) throw usage(`--${name} needs a value.`, `Write --${name} ${placeholder(spec)}.`)
    else {
      do {
        values.push(args[index] ?? '')
        index += 1
      } while (spec.kind === 'list' && nextIsValue())
    }
  }
  return { given, positionals }
}

function cut(argument: string): readonly [string, string | undefined] {
  const at = argument.indexOf('=')
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)]
}

function readValue(name: string, spec: OptionSpec, given: readonly string[] | undefined): unknown {
  if (spec.kind === 'flag') return given !== undefined
  if (spec.kind === 'list' || spec.kind === 'repeated') return given ?? []
  const text = given?.[0]
  if (text === undefined) return undefined
  switch (spec.kind) {
    case 'text':
      if (text === '') throw usage(`--${name} is empty.`, `Write --${name} ${spec.value}.`)
      return text
    case 'integer': {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
      if (!Number.isSafeInteger(value) || value < spec.minimum || value > spec.maximum) {
        throw usage(
          `--${name} ${text} is not a whole number from ${spec.minimum} to ${spec.maximum}.`,
          'Correct the number.',
        )
      }
      return value
    }
    case 'choice': {
      if (spec.choices.includes(text)) return text
      const near = nearest(text, spec.choices)
      throw usage(
        `--${name} ${text} is not one of ${spec.choices.join(', ')}.`,
        near === null ? 'Choose one of them.' : `Did you mean ${near}?`,
      )
    }
  }
}

/** The value of an option as it stands in help: `NAME`, or `low|high`. */
export function placeholder(spec: OptionSpec): string {
  if (spec.kind === 'flag') return ''
  return spec.kind === 'choice' ? spec.choices.join('|') : spec.value
}

function unknownOption(flag: string, specs: OptionSpecs, command: string): AppError {
  const near = nearest(flag.replace(/^-+/, ''), Object.keys(specs))
  const help = `"driftdesk ${command} --help" lists the options.`
  return usage(`${command} has no option ${flag}.`, near === null ? help : `Did you mean --${near}? ${help}`)
}

function checkPositionals(given: readonly string[], allowed: Positionals, command: string): void {
  if (given.length < allowed.minimum) {
    throw usage(`${command} needs ${allowed.usage}.`, `Write driftdesk ${command} ${allowed.usage} …`)
  }
  if (given.length > allowed.maximum) {
    const extra = given[allowed.maximum] ?? ''
    throw usage(
      `${command} does not know what to do with "${extra}".`,
      allowed.maximum === 0 ? 'Give files after the option they belong to.' : 'Leave it out.',
    )
  }
}

function usage(message: string, mend: string): AppError {
  return new AppError('USAGE', message, mend)
}
