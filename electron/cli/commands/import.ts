import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { importText } from '../imports/import-text.ts'
import { expandFiles } from '../input/expand-files.ts'
import { readMapping } from '../input/mapping-file.ts'
import { requireWorkspace } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'

export const importLog = defineCommand({
  summary: 'Reads log files into a workspace; rows that cannot be read are kept aside with their reason.',
  details: ['The same content again stores nothing, and says so.'],
  positionals: {
    usage: 'FILE…',
    help: 'Files or patterns; together they are one log. "-" is standard input.',
    minimum: 1,
    maximum: Number.POSITIVE_INFINITY,
  },
  options: {
    workspace: { kind: 'text', value: 'DIR', help: 'The workspace; created when it is not there.' },
    model: { kind: 'text', value: 'NAME', help: 'The model whose log this is.' },
    map: { kind: 'text', value: 'MAP.json', help: 'Roles of the columns, timezone, task.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    const given = values.map === undefined ? undefined : await readMapping(values.map, folder)
    const mapping = values.model === undefined ? given : { roles: {}, ...given, model: values.model }
    const paths = await expandFiles(positionals, folder)
    return withBackend(invocation, { workspace, quiet: values.quiet }, async ({ grant, runJob }) => {
      const files = await grant(paths)
      const document = await runJob('log.import', {
        files,
        ...(mapping === undefined ? {} : { mapping }),
      })
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : importText(document))
      return EXIT.done
    })
  },
})
