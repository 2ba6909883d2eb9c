import { wrapWords } from '../terminal/wrap.ts'
import { COMMON_OPTIONS, type OptionSpecs, type Positionals } from './options.ts'
import { placeholder } from './parse.ts'

const WIDTH = 96

/** The help of one command. */
export function commandHelp(
  name: string,
  command: {
    readonly summary: string
    readonly details: readonly string[]
    readonly options: OptionSpecs
    readonly positionals: Positionals
  },
): string {
  const { positionals, options } = command
  const usage = ['driftdesk', name, positionals.usage, '[OPTIONS]'].filter((part) => part !== '').join(' ')
  const own = Object.entries(options).filter(([option]) => !Object.hasOwn(COMMON_OPTIONS, option))
  const rows = [...own, ...Object.entries(COMMON_OPTIONS)].map(
    ([option, spec]) => [`--${option} ${placeholder(spec)}`.trimEnd(), spec.help] as const,
  )
  const positional = positionals.usage === '' ? [] : [[positionals.usage, positionals.help] as const]
  return [
    `Usage: ${usage}`,
    '',
    ...wrapWords(command.summary, 0, WIDTH),
    '',
    ...columns([...positional, ...rows]),
    ...command.details.flatMap((detail) => ['', ...wrapWords(detail, 0, WIDTH)]),
    '',
  ].join('\n')
}

/** Two columns: a term and its explanation, wrapped. */
export function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const longest = Math.min(34, Math.max(...rows.map(([term]) => term.length)))
  return rows.flatMap(([term, text]) => {
    const [first = '', ...rest] = wrapWords(text, longest + 4, WIDTH)
    const head = `  ${term.padEnd(longest)}  `
    return term.length <= longest
      ? [head + first.trimStart(), ...rest]
      : [`  ${term}`, ...wrapWords(text, longest + 4, WIDTH)]
  })
}
