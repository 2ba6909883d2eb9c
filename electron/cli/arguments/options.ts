/** One option of a command, as a command declares it. */
export type OptionSpec = { readonly help: string } & (
  | { readonly kind: 'flag' }
  | { readonly kind: 'text'; readonly value: string }
  | {
      readonly kind: 'integer'
      readonly value: string
      readonly minimum: number
      readonly maximum: number
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Takes all values up to the next option; may be repeated. */
  | { readonly kind: 'list'; readonly value: string }
  /** Takes one value each time; may be repeated. */
  | { readonly kind: 'repeated'; readonly value: string }
)
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

type ValueOf<Spec extends OptionSpec> = Spec extends { kind: 'flag' }
  ? boolean
  : Spec extends { kind: 'text' }
    ? string | undefined
    : Spec extends { kind: 'integer' }
      ? number | undefined
      : Spec extends { kind: 'choice'; choices: readonly (infer Choice)[] }
        ? Choice | undefined
        : readonly string[]

/** What a command gets for its options: every one is present, `undefined` or empty where it was not given. */
export type OptionValues<Specs extends OptionSpecs> = { readonly [Name in keyof Specs]: ValueOf<Specs[Name]> }

/** How many values without an option a command takes. */
export type Positionals = {
  /** As it stands in the usage line, such as `FILE…`; empty when there are none. */
  readonly usage: string
  readonly help: string
  readonly minimum: number
  readonly maximum: number
}
export const NO_POSITIONALS: Positionals = { usage: '', help: '', minimum: 0, maximum: 0 }

/** Options that every command has. */
export const COMMON_OPTIONS = {
  json: { kind: 'flag', help: 'Print the result as JSON on standard output.' },
  quiet: { kind: 'flag', help: 'No progress and no remarks on standard error; errors stay.' },
  help: { kind: 'flag', help: 'Show this help.' },
} as const satisfies OptionSpecs
