import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type ShellArguments = {
  readonly files: readonly string[]
  /** Null: the workspace under the person's data. */
  readonly workspace: string | null
}

/**
 * What the app was started with. Unlike on the command line, unknown options are passed over: Chromium, the
 * desktop and the person's launcher add their own.
 * @param argv as the process got it; unpackaged, its second element is the app's folder
 */
export function readArguments(argv: readonly string[], packaged: boolean, folder: string): ShellArguments {
  const { values, positionals } = parseArgs({
    args: argv.slice(1),
    strict: false,
    allowPositionals: true,
    options: { workspace: { type: 'string' } },
  })
  const { workspace } = values
  return {
    files: (packaged ? positionals : positionals.slice(1)).map((file) => resolve(folder, file)),
    workspace: typeof workspace === 'string' ? resolve(folder, workspace) : null,
  }
}

/** What a second start hands to the first one, as it arrives there: plain data that may be of another version. */
export function readHandover(data: unknown): ShellArguments {
  const files: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'files') : undefined
  const workspace: unknown =
    typeof data === 'object' && data !== null ? Reflect.get(data, 'workspace') : undefined
  return {
    files: Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [],
    workspace: typeof workspace === 'string' ? workspace : null,
  }
}
