/** Notes of an import: what was decided about the files by looking at them. */
export const imports = {
  'import.note.of_file': 'In {file}: {note:said}',
  'import.note.no_header': 'The file has no header, so its columns are numbered.',
  'import.note.column_twice':
    'The column "{name}" is there more than once; the later one is called "{renamed}".',
  'import.note.missing_word': 'The word "{word}" in the column "{name}" counts as missing.',
  'import.note.absent':
    'The column "{name}" is not in {missing:raw} of {files:raw} files; it is missing there.',
  'import.note.disagree': 'The files disagree about the column "{name}"; its values are kept as texts.',
  'import.note.misfit':
    'The column "{name}" is kept as texts: of {values:raw} values that were looked at {misfits:raw} {misfits?does|do} not fit ({example:said}). Mend {misfits?it|them} in the file, or leave {misfits?it|them} empty, and import it again.',
  'import.note.misfit.line': 'line {line:raw}: {reason:said}',
  'import.note.misfit.line_of_file': '{file}, line {line:raw}: {reason:said}',
  'import.note.same_again': 'The same content is already stored (since {since:iso}); nothing was added.',
  'import.note.duplicates':
    '{rows:raw} {rows?row repeats|rows repeat} a {name} of a row before; the first row of each was kept.',
  'import.note.duplicates.by_model':
    '{rows:raw} {rows?row repeats|rows repeat} a {name} of a row before of the same model; the first row of each was kept.',
  'import.note.no_duplicates':
    'Values of {name} repeat in the first rows, so that none was taken for a duplicate; give it the role prediction_id to keep the first row of each.',
} as const
