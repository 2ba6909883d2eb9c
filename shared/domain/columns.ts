/** What a column means in a prediction log. */
export const ROLES = [
  'timestamp',
  'prediction_id',
  'entity_id',
  'model',
  'version',
  'feature',
  'score',
  'prediction',
  'confidence',
  'label',
  'label_timestamp',
  'segment',
  'served_by',
  'human_decision',
  'propensity',
  'model_influenced',
  'latency_ms',
  'error',
  'weight',
  'value',
  'ignore',
] as const
export type Role = (typeof ROLES)[number]

/** How the values of a column are compared. */
export const COLUMN_KINDS = ['numeric', 'categorical', 'boolean', 'datetime', 'text'] as const
export type ColumnKind = (typeof COLUMN_KINDS)[number]

/** How the values of a column are stored in a chunk: f64, dictionary-encoded UTF-8, bit, UTC milliseconds. */
export const COLUMN_STORAGES = ['number', 'string', 'boolean', 'timestamp'] as const
export type ColumnStorage = (typeof COLUMN_STORAGES)[number]

export const TASKS = ['binary', 'multiclass', 'regression', 'ranking'] as const
export type Task = (typeof TASKS)[number]

/** Roles whose columns the drift comparison measures; the others carry identity, time or bookkeeping. */
export const COMPARED_ROLES: ReadonlySet<Role> = new Set<Role>([
  'feature',
  'score',
  'prediction',
  'confidence',
  'label',
  'segment',
  'version',
  'served_by',
  'human_decision',
  'propensity',
  'latency_ms',
  'error',
  'value',
])
