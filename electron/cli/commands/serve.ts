import { NO_POSITIONALS } from '../arguments/options.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { requireWorkspace } from '../input/workspace.ts'

export const serve = defineCommand({
  summary: 'Serves the app on 127.0.0.1 without opening a window, until it is interrupted.',
  details: [
    'The first line of standard output is JSON: {"url": …}. The address holds a token that works once and only on this machine.',
  ],
  positionals: NO_POSITIONALS,
  options: {
    workspace: { kind: 'text', value: 'DIR', help: 'The workspace; created when it is not there.' },
    port: {
      kind: 'integer',
      value: 'N',
      minimum: 0,
      maximum: 65_535,
      help: 'The port (default: any free one).',
    },
  },
  run: async ({ values, terminal, folder, signal, stdin }) => {
    const workspace = requireWorkspace(values.workspace, folder)
    const say = values.quiet ? () => undefined : terminal.say
    const [{ serve: serveApp }, { buildIfStale, PAGE_STEP }, { APP_FOLDER }, { userDataFolder }] =
      await Promise.all([
        import('../../loopback/serve.ts'),
        import('../../loopback/build.ts'),
        import('../../loopback/app-folders.ts'),
        import('../../loopback/user-data.ts'),
      ])
    await buildIfStale(APP_FOLDER, [PAGE_STEP], say)
    await serveApp({
      workspace,
      userData: userDataFolder(),
      port: values.port ?? 0,
      write: (line) => terminal.out(`${line}\n`),
      say,
      terminal: stdin,
      signal,
    })
    return EXIT.done
  },
})
