import { extname, resolve } from 'node:path'
import type { RejectsFormat } from '#shared/contract/log-operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
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
    rejects: {
      kind: 'text',
      value: 'OUT.csv',
      help: 'Writes all rejected rows with file, line, column, reason and text; .csv or .ndjson.',
    },
    map: { kind: 'text', value: 'MAP.json', help: 'Roles of the columns, timezone, task.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    const given = values.map === undefined ? undefined : await readMapping(values.map, folder)
    const mapping = values.model === undefined ? given : { roles: {}, ...given, model: values.model }
    const rejects = values.rejects === undefined ? undefined : rejectsTarget(values.rejects, folder)
    const paths = await expandFiles(positionals, folder)
    return withBackend(invocation, { workspace, quiet: values.quiet }, async (session) => {
      const { grant, runJob, deliveringTo } = session
      const files = await grant(paths)
      const document = await runJob('log.import', {
        files,
        ...(mapping === undefined ? {} : { mapping }),
      })
      const dataset = document.dataset as DatasetId | undefined
      if (rejects !== undefined && dataset !== undefined) {
        const { path, format } = rejects
        await deliveringTo(path, () => runJob('datasets.exportRejects', { dataset, format }))
      }
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : importText(document))
      return EXIT.done
    })
  },
})

/** @throws AppError `USAGE` for an ending that is neither of the two. */
function rejectsTarget(
  given: string,
  folder: string,
): { readonly path: string; readonly format: RejectsFormat } {
  const path = resolve(folder, given)
  switch (extname(path).toLowerCase()) {
    case '.csv':
      return { path, format: 'csv' }
    case '.ndjson':
    case '.jsonl':
      return { path, format: 'ndjson' }
    default:
      throw new AppError(
        'USAGE',
        `"${given}" does not say how the rejected rows are to be written.`,
        'Give it the ending .csv or .ndjson.',
      )
  }
}
