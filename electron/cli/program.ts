import { VERSION } from '#backend/version.ts'
import { AppError } from '#shared/domain/errors.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { columns } from './arguments/help.ts'
import type { Surroundings } from './command.ts'
import { COMMANDS } from './commands.ts'
import { EXIT, EXIT_OF_ERROR, type ExitCode } from './exit-codes.ts'

/** Runs one command line and tells how it ended; never throws. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, signal, env } = surroundings
  try {
    return await dispatch(args, surroundings)
  } catch (error) {
    terminal.progress('')
    if (env.DRIFTDESK_DEBUG === '1' && error instanceof Error) terminal.trace(error.stack ?? error.message)
    if (signal.aborted) {
      terminal.say('driftdesk: Interrupted. Nothing was left behind.')
      return EXIT.interrupted
    }
    if (error instanceof AppError) {
      terminal.say(`driftdesk: ${error.message} ${error.mend}`)
      return EXIT_OF_ERROR[error.code]
    }
    const cause = error instanceof Error ? error.message : String(error)
    terminal.say(
      `driftdesk: Driftdesk failed unexpectedly: ${cause.replace(/\.?$/, '.')} Run it again with DRIFTDESK_DEBUG=1 and report what it prints.`,
    )
    return EXIT.internalFault
  }
}

async function dispatch(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [first, second] = args
  const { terminal } = surroundings
  if (first === undefined) {
    throw new AppError('USAGE', 'No command was given.', '"driftdesk --help" lists them.')
  }
  if (first === '--version') {
    terminal.out(`${VERSION}\n`)
    return EXIT.done
  }
  if (first === '--help' || first === '-h' || (first === 'help' && second === undefined)) {
    terminal.out(overview())
    return EXIT.done
  }
  if (first === 'help') return dispatch([...args.slice(1), '--help'], surroundings)
  const words = second !== undefined && Object.hasOwn(COMMANDS, `${first} ${second}`) ? 2 : 1
  const name = args.slice(0, words).join(' ')
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (entry === undefined && (second === '--help' || second === '-h')) {
    const group = groupOverview(first)
    if (group !== null) {
      terminal.out(group)
      return EXIT.done
    }
  }
  if (entry === undefined) throw unknownCommand(first, second)
  const command = await entry.load()
  return command.run(name, args.slice(words), surroundings)
}

function unknownCommand(first: string, second: string | undefined): AppError {
  const names = Object.keys(COMMANDS)
  const parts = names.filter((name) => name.startsWith(`${first} `))
  const list = '"driftdesk --help" lists the commands.'
  if (parts.length > 0) {
    return new AppError(
      'USAGE',
      `${first} ${second === undefined ? 'needs a second word' : `has no command "${second}"`}.`,
      `Choose one of ${parts.join(', ')}.`,
    )
  }
  if (first.startsWith('-')) {
    return new AppError('USAGE', `There is no option ${first} before a command.`, list)
  }
  const near = nearest(first, names)
  return new AppError(
    'USAGE',
    `There is no command "${first}".`,
    near === null ? list : `Did you mean ${near}? ${list}`,
  )
}

/** The commands that begin with one word; null where none of two words does. */
function groupOverview(first: string): string | null {
  const parts = Object.entries(COMMANDS).filter(([name]) => name.startsWith(`${first} `))
  if (parts.length === 0) return null
  return [
    `Usage: driftdesk ${first} COMMAND [OPTIONS]`,
    '',
    ...columns(parts.map(([name, { summary }]) => [name, summary] as const)),
    '',
    `"driftdesk ${first} COMMAND --help" tells the options of a command.`,
    '',
  ].join('\n')
}

function overview(): string {
  return [
    'Driftdesk: what drifted in the logs of a model, since when, and what is the evidence.',
    '',
    'Usage: driftdesk COMMAND [OPTIONS]',
    '',
    ...columns(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const)),
    '',
    '"driftdesk COMMAND --help" tells the options of a command, "driftdesk --version" the version.',
    'Exit codes: 0 done, 1 the bad news that was asked about, 2 usage or bad input, 3 internal fault, 130 interrupted.',
    '',
  ].join('\n')
}
