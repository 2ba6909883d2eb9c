import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'
import { APP_FOLDER } from '../../loopback/app-folders.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { expandFiles, STANDARD_INPUT } from '../input/expand-files.ts'

export const open = defineCommand({
  summary: 'Opens the app, with files if some are named; ends when its window is closed.',
  positionals: {
    usage: '[FILE…]',
    help: 'Files or patterns to look at.',
    minimum: 0,
    maximum: Number.POSITIVE_INFINITY,
  },
  options: {
    workspace: { kind: 'text', value: 'DIR', help: 'The workspace (default: your own).' },
    port: {
      kind: 'integer',
      value: 'N',
      minimum: 0,
      maximum: 65_535,
      help: 'Open over loopback on this port.',
    },
  },
  run: async ({ values, positionals, folder, signal }) => {
    if (positionals.includes(STANDARD_INPUT)) {
      throw new AppError(
        'USAGE',
        'The app cannot read standard input.',
        'Write it into a file and open that.',
      )
    }
    const files = await expandFiles(positionals, folder)
    const args = [
      ...(values.workspace === undefined ? [] : ['--workspace', resolve(folder, values.workspace)]),
      ...(values.port === undefined ? [] : ['--port', String(values.port)]),
      ...(files.length === 0 ? [] : ['--', ...files]),
    ]
    const code = await runApp(args, signal)
    return code === 0 ? EXIT.done : code === EXIT.badInput ? EXIT.badInput : EXIT.internalFault
  },
})

/** The app runs in a process of its own, since Electron needs another program anyway. */
function runApp(args: readonly string[], signal: AbortSignal): Promise<number | null> {
  const entry = [join(APP_FOLDER, 'electron', 'launch.js'), 'electron/start.ts']
  const child = spawn(process.execPath, [...entry, ...args], { stdio: 'inherit' })
  const stop = () => child.kill()
  signal.addEventListener('abort', stop, { once: true })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => {
      signal.removeEventListener('abort', stop)
      done(code)
    })
  })
}
