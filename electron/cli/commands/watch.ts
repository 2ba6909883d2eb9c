import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { importLine } from '../imports/import-text.ts'
import { readMapping } from '../input/mapping-file.ts'
import { requireWorkspace } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'
import { safeText } from '../terminal/width.ts'

export const watch = defineCommand({
  summary: 'Imports what comes into a folder: new files, and lines of NDJSON files as they grow.',
  details: [
    'Runs until it is interrupted. Started again, it goes on where it stopped; no row is stored twice.',
    'With --json, one import document a line.',
  ],
  positionals: { usage: 'DIR', help: 'The folder to watch.', minimum: 1, maximum: 1 },
  options: {
    workspace: { kind: 'text', value: 'DIR', help: 'The workspace; created when it is not there.' },
    model: { kind: 'text', value: 'NAME', help: 'The model whose logs these are.' },
    map: { kind: 'text', value: 'MAP.json', help: 'Roles of the columns, timezone, task.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder, signal } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    const mapping = values.map === undefined ? undefined : await readMapping(values.map, folder)
    const watched = resolve(folder, positionals[0] ?? '')
    await requireFolder(watched)
    await withBackend(invocation, { workspace, quiet: values.quiet }, async ({ watchFolder }) => {
      const watching = watchFolder({
        folder: watched,
        model: values.model ?? mapping?.model ?? 'default',
        mapping,
        onImport(document, name) {
          if (values.json) terminal.out(`${JSON.stringify(document)}\n`)
          if (!values.quiet) terminal.say(`${safeText(name)}: ${importLine(document)}`)
        },
        onError: (error, name) => terminal.say(`${safeText(name)}: ${error.message} ${error.mend}`),
      })
      if (!values.quiet) terminal.say(`Watching ${safeText(watched)}; interrupt to stop.`)
      if (!signal.aborted) await once(signal, 'abort')
      await watching.stop()
    })
    if (!values.quiet) terminal.say('Stopped; all that was told is stored.')
    return EXIT.interrupted
  },
})

async function requireFolder(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (!(found instanceof Error) && found.isDirectory()) return
  throw new AppError('FILE_NOT_FOUND', `There is no folder ${path} to watch.`, 'Create it first.')
}
