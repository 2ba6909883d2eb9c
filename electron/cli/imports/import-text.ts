import { formatCount, formatSeconds } from '#backend/reports/words/numbers.ts'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { safeText } from '../terminal/width.ts'

const MOST_REJECTS_SHOWN = 10

/** What an import did, in one line. */
export function importLine(document: ImportDocument): string {
  const { rows_read, rows_stored, rows_rejected, rows_duplicate, seconds, model, labels } = document
  const aside = [
    rows_rejected === 0 ? '' : `${formatCount(rows_rejected)} kept aside`,
    rows_duplicate === 0 ? '' : `${formatCount(rows_duplicate)} were there already`,
    labels === undefined ? '' : `${formatCount(labels.joined)} labels joined`,
    labels === undefined || labels.unmatched === 0
      ? ''
      : `${formatCount(labels.unmatched)} labels wait for their rows`,
  ].filter((part) => part !== '')
  return `${safeText(model)}: ${formatCount(rows_stored)} of ${formatCount(rows_read)} rows stored in ${formatSeconds(seconds)}${aside.length === 0 ? '' : `; ${aside.join(', ')}`}.`
}

/** The same with its remarks and its first rejected rows. */
export function importText(document: ImportDocument): string {
  const { rows_rejected, rejects, notes } = document
  return [
    importLine(document),
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
