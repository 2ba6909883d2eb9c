import { formatCount, formatSeconds } from '#backend/reports/words/numbers.ts'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { expandFiles } from '../input/expand-files.ts'
import { readMapping } from '../input/mapping-file.ts'
import { requireWorkspace } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'
import { safeText } from '../terminal/width.ts'

const MOST_REJECTS_SHOWN = 10

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

function importText(document: ImportDocument): string {
  const { rows_read, rows_stored, rows_rejected, rows_duplicate, rejects, seconds, model, notes } = document
  const aside = [
    rows_rejected === 0 ? '' : `${formatCount(rows_rejected)} kept aside`,
    rows_duplicate === 0 ? '' : `${formatCount(rows_duplicate)} were there already`,
  ].filter((part) => part !== '')
  return [
    `${safeText(model)}: ${formatCount(rows_stored)} of ${formatCount(rows_read)} rows stored in ${formatSeconds(seconds)}${aside.length === 0 ? '' : `; ${aside.join(', ')}`}.`,
    ...notes.map((note) => `  ${safeText(note)}`),
    ...rejects.slice(0, MOST_REJECTS_SHOWN).map(({ file, line, column, reason }) => {
      const place = [safeText(file), line === 0 ? '' : `line ${line}`, safeText(column)].filter(
        (part) => part !== '',
      )
      return `  ${place.join(', ')}: ${safeText(reason)}`
    }),
    rejects.length > MOST_REJECTS_SHOWN
      ? `  … and ${formatCount(rows_rejected - MOST_REJECTS_SHOWN)} more; all are in the workspace.`
      : '',
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n')
}
