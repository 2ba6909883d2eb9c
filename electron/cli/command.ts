import { commandHelp } from './arguments/help.ts'
import { COMMON_OPTIONS, type OptionSpecs, type OptionValues, type Positionals } from './arguments/options.ts'
import { parseArguments } from './arguments/parse.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal/terminal.ts'

/** What surrounds a run of a command. */
export type Surroundings = {
  readonly terminal: Terminal
  /** Fires when the person interrupts. */
  readonly signal: AbortSignal
  readonly env: NodeJS.ProcessEnv
  /** Folder against which relative paths are meant. */
  readonly folder: string
  readonly stdin: NodeJS.ReadStream
}

export type Invocation<Specs extends OptionSpecs> = Surroundings & {
  readonly values: OptionValues<Specs & typeof COMMON_OPTIONS>
  readonly positionals: readonly string[]
}

export type Command = {
  /** Runs the command with its own arguments; `name` is how it was called. */
  run(name: string, args: readonly string[], surroundings: Surroundings): Promise<ExitCode>
}

/** A command from its declaration: options are parsed by it, and help is made from it. */
export function defineCommand<const Specs extends OptionSpecs>(spec: {
  readonly summary: string
  /** Further paragraphs of the help. */
  readonly details?: readonly string[]
  readonly options: Specs
  readonly positionals: Positionals
  readonly run: (invocation: Invocation<Specs>) => Promise<ExitCode>
}): Command {
  const options = { ...spec.options, ...COMMON_OPTIONS }
  return {
    async run(name, args, surroundings) {
      const { values, positionals } = parseArguments(args, options, spec.positionals, name)
      if (values.help === true) {
        const { summary, details = [] } = spec
        surroundings.terminal.out(
          commandHelp(name, { summary, details, options, positionals: spec.positionals }),
        )
        return EXIT.done
      }
      return spec.run({ ...surroundings, values: values as Invocation<Specs>['values'], positionals })
    },
  }
}
