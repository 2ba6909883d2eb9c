/** What a workspace keeps, for how long, and the proof that it is whole. */
export const storage = {
  'view.storage': 'Storage',
  'view.storage.question': 'What is kept, and is it whole?',
  'about.storage':
    'Rows are kept for a time and then go by themselves; their counts stay longer, so that drift over a year can be seen.\n\nEvery removal is written into the audit table with its reason. Each entry there holds the hash of the one before, so that a changed or missing entry shows.',
  'storage.headline': {
    one: '{size} are kept: {rows} rows of {count} model.',
    other: '{size} are kept: {rows} rows of {count} models.',
  },
  'storage.models': 'By model',
  'storage.models.none': 'No model has a log yet.',
  'storage.lost': {
    one: 'The disk has lost rows of {count} log.',
    other: 'The disk has lost rows of {count} logs.',
  },
  'storage.lost.files': { one: '{count} file is gone', other: '{count} files are gone' },
  'storage.lost.mend':
    'Bring the files back into the workspace from a backup, or delete the import and import its files again.',
  'storage.logs': 'Logs',
  'storage.size': 'Size',
  'storage.share': 'Size against the largest',
  'storage.catalogue': 'Catalogue',
  'storage.profiles': 'Counts of rows, on the grids of baselines',
  'storage.times': 'The rows are from {range} UTC.',
  'storage.delete': 'Delete the model',
  'storage.delete.named': 'Delete the model {model}',
  'storage.delete.do': { one: 'Delete {count} row', other: 'Delete {count} rows' },
  'storage.delete.about': {
    one: 'The log of {model}, its mapping and its baselines are removed for good: {count} import. Comparisons that were made with it stay readable.',
    other:
      'The log of {model}, its mapping and its baselines are removed for good: {count} imports. Comparisons that were made with it stay readable.',
  },

  'storage.retention': 'How long rows are kept',
  'storage.retention.about':
    'Rows go when both they and their import are older than this; their counts stay for the longer time.',
  'storage.rows.days': 'Days for rows',
  'storage.profiles.days': 'Days for counts',
  'storage.days.bad': 'A whole number of days from {least} to {most}.',
  'storage.days.shorter': 'Counts cannot go before their rows.',
  'storage.preview.none': 'Nothing would go now.',
  'storage.preview.rows': {
    one: '{rows} rows of {count} import would go now, {size}.',
    other: '{rows} rows of {count} imports would go now, {size}.',
  },
  'storage.preview.profiles': {
    one: 'The counts of {count} part would go.',
    other: 'The counts of {count} parts would go.',
  },
  'storage.retention.save': 'Change how long rows are kept',
  'storage.retention.final': 'They cannot be brought back, except by importing their files again.',
  'storage.retention.remove': 'Change and remove them',

  'storage.verify': 'Is it whole?',
  'storage.verify.about':
    'Reads the catalogue, the audit chain, the counts of every log and every byte of the stored rows, and compares them with what was written.',
  'storage.verify.do': 'Verify the workspace',
  'storage.verify.running': 'Verifying',
  'storage.verify.sound': {
    one: 'Sound: {count} thing was checked and is as it was written.',
    other: 'Sound: all {count} things that were checked are as they were written.',
  },
  'storage.verify.problems': {
    one: '{count} problem among {checked} things that were checked.',
    other: '{count} problems among {checked} things that were checked.',
  },
  'storage.problem.where': 'Where',
  'storage.problem.expected': 'Expected',
  'storage.problem.found': 'Found',
  'storage.problem.mend': 'What to do',

  'storage.entity': 'Forget a person',
  'storage.entity.about':
    'Removes every row of one entity id from all logs of a model, and blanks rejected rows that name it.',
  'storage.entity.id': 'Entity id',
  'storage.entity.missing': 'Type the entity id as it is in the log.',
  'storage.entity.do': 'Remove the rows',
  'storage.entity.sure':
    'Every row of {entity} in the logs of {model} is removed for good. The audit table keeps your reason, and not the id.',
  'storage.entity.gone': { one: '{count} row was removed.', other: '{count} rows were removed.' },

  'storage.audit': 'What was done',
  'storage.audit.none': 'Nothing has been done to this workspace yet.',
  'storage.audit.number': 'No.',
  'storage.audit.at': 'When',
  'storage.audit.action': 'What',
  'storage.audit.detail': 'Reason and details',
  'storage.audit.hash': 'Hash',
  'storage.chain.whole': 'The chain is whole.',
  'storage.chain.broken': 'The chain is broken at entry {number}.',
  'audit.dataset.stored': 'Import stored',
  'audit.dataset.deleted': 'Import deleted',
  'audit.model.deleted': 'Model deleted',
  'audit.rows.removed': 'Rows removed',
  'audit.retention.applied': 'Old rows removed',
  'audit.baseline.created': 'Baseline frozen',
  'audit.baseline.used': 'Baseline used',
  'audit.mapping.changed': 'Roles changed',
  'audit.run.saved': 'Comparison saved',
  'audit.run.deleted': 'Comparison deleted',
  'audit.settings.changed': 'Settings changed',
  'audit.settings.reset': 'Unreadable setting reset',
  'audit.watch.started': 'Folder watched',
  'audit.watch.stopped': 'Watch stopped',
  'audit.watch.forgotten': 'Watch forgotten',
  'audit.workspace.recovered': 'Workspace recovered',
  'audit.workspace.sealed': 'Catalogue sealed as it was',
} as const
