import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#shared/domain/errors.ts'

export type StartArguments = {
  readonly files: readonly string[]
  /** Null: the workspace of the person. */
  readonly workspace: string | null
  /** Null: any free port. Naming one asks for the loopback window. */
  readonly port: number | null
}

const USAGE = 'Use: npm start -- [FILE…] [--workspace DIR] [--port N]'

/**
 * What `npm start` was given; paths become absolute, so that another process may open them.
 * @throws AppError `USAGE`
 */
export function parseStartArguments(args: readonly string[], folder: string): StartArguments {
  const { values, positionals } = parsed(args)
  return {
    files: positionals.map((file) => resolve(folder, file)),
    workspace: values.workspace === undefined ? null : resolve(folder, values.workspace),
    port: values.port === undefined ? null : portNumber(values.port),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { workspace: { type: 'string' }, port: { type: 'string' } },
    })
  } catch (error) {
    throw new AppError('USAGE', error instanceof Error ? error.message : String(error), USAGE, {
      cause: error,
    })
  }
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new AppError('USAGE', `--port is ${text}; a port is a whole number from 0 to 65535.`, USAGE)
}
