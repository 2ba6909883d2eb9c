/** What a check of a workspace finds, and what a person does about it. */
export const verify = {
  'verify.catalogue': 'catalogue',
  'verify.catalogue.table': 'catalogue: {table}',
  'verify.entry': 'audit entry {sequence:raw}',
  'verify.delivery': 'delivery {sequence:raw}',
  'verify.rows.chunks': '{log}: rows in chunks',
  'verify.rows.rejected': '{log}: rejected rows kept aside',
  'verify.rows.stored': '{log}: rows stored',
  'verify.rows.read': '{log}: rows read',
  'verify.expected.sound': 'ok',
  'verify.expected.entry': 'an entry that follows from the one before',
  'verify.expected.written': 'what was written',
  'verify.expected.rows': 'the rows that were written',
  'verify.bytes': '{bytes:raw} bytes',
  'verify.found.missing': 'the entry is missing',
  'verify.found.follows': 'it does not follow the entry before',
  'verify.found.content': 'its content was changed',
  'verify.found.rows': 'rows that were changed, added or taken away by something else',
  'verify.found.no_file': 'no file',
  'verify.mend.entry':
    'Entries from here on prove nothing: restore the workspace from a backup, and find out what else writes to its catalogue.',
  'verify.mend.delivery': 'Compare it with what the receiver got, and restore the workspace from a backup.',
  'verify.mend.table':
    'Restore the workspace from a backup, or check this table by hand before you rely on it.',
} as const
