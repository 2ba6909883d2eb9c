import type { Settings } from '#shared/contract/operations.ts'
import type { ColumnKind, Role } from '#shared/domain/columns.ts'
import type { MessageKey, PlainKey } from './english.ts'

export const KIND = {
  numeric: 'kind.numeric',
  categorical: 'kind.categorical',
  boolean: 'kind.boolean',
  datetime: 'kind.datetime',
  text: 'kind.text',
} as const satisfies Record<ColumnKind, MessageKey>

export const ROLE = {
  timestamp: 'role.timestamp',
  prediction_id: 'role.prediction_id',
  entity_id: 'role.entity_id',
  model: 'role.model',
  version: 'role.version',
  feature: 'role.feature',
  score: 'role.score',
  prediction: 'role.prediction',
  confidence: 'role.confidence',
  label: 'role.label',
  label_timestamp: 'role.label_timestamp',
  segment: 'role.segment',
  served_by: 'role.served_by',
  human_decision: 'role.human_decision',
  propensity: 'role.propensity',
  model_influenced: 'role.model_influenced',
  latency_ms: 'role.latency_ms',
  error: 'role.error',
  weight: 'role.weight',
  value: 'role.value',
  ignore: 'role.ignore',
} as const satisfies Record<Role, MessageKey>

export const SETTING_NAME = {
  theme: 'settings.theme',
  density: 'settings.density',
  language: 'settings.language',
  backend: 'settings.backend',
  workers: 'settings.workers',
  notifications: 'settings.notifications',
  retention_rows_days: 'settings.retention.rows',
  retention_profiles_days: 'settings.retention.profiles',
} as const satisfies Record<keyof Settings, PlainKey>
