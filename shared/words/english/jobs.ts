/** What jobs are called that are about no file and no model. */
export const jobs = {
  'job.files': '{first:text} and {n:count} more',
  'job.drift.run': 'Comparison',
  'job.drift.audit': 'Audit of {column:text}',
  'job.reports.save': 'Report ({format:text})',
  'job.datasets.exportRejects': 'Export of rejected rows',
  'job.log.export': 'Export of rows',
  'job.audit.export': 'Export of the audit table',
  'job.fleet.run': 'Fleet',
  'job.scenarios.run': 'Incident {name:text}',
  'job.scenarios.open': 'Opening the incident {name:text}',
  'job.workspace.verify': 'Verification of the workspace',
  'job.other': 'Computation',
} as const
