import type { Role } from './columns.ts'

/** Roles that a column's name alone can suggest, and how strongly. */
export type NameHint = { readonly role: Role; readonly weight: number; readonly word: string }

type Rule = { readonly role: Role; readonly weight: number; readonly pattern: RegExp }

// The name is first brought to lower-case words joined by underscores. Earlier rules win.
const RULES: readonly Rule[] = [
  {
    role: 'label_timestamp',
    weight: 0.9,
    pattern: /(label|target|outcome|truth).*_(at|ts|time|timestamp|date)$/,
  },
  {
    role: 'score',
    weight: 0.9,
    pattern: /^y_(pred_)?(proba|prob|score)|_proba(bility|_\w+)?$|^proba(bility)?$/,
  },
  {
    role: 'score',
    weight: 0.85,
    pattern: /^(model_|prediction_|predicted_|risk_)?(score|prob|probability)$|^p_\w+$/,
  },
  { role: 'confidence', weight: 0.9, pattern: /(^|_)confidence$/ },
  {
    role: 'prediction_id',
    weight: 0.95,
    pattern: /^(prediction|inference|request|response|event|row|record)_(id|uuid)$/,
  },
  { role: 'prediction', weight: 0.95, pattern: /^y_(pred|hat)$|^yhat$|^(prediction|predicted|pred)$/ },
  {
    role: 'prediction',
    weight: 0.8,
    pattern: /^(predicted|prediction|pred)_(class|label|value|target|y)$|_(pred|prediction)$/,
  },
  { role: 'label', weight: 0.95, pattern: /^(label|target|y_true|ground_truth|outcome|actual|y)$/ },
  {
    role: 'label',
    weight: 0.85,
    pattern: /_(label|target|outcome|actual|truth)$|^(label|actual|true|target)_\w+$/,
  },
  {
    role: 'timestamp',
    weight: 0.95,
    pattern: /^(timestamp|ts|time|datetime|event_time|logged_at|predicted_at)$/,
  },
  {
    role: 'timestamp',
    weight: 0.85,
    pattern: /^(date|day|created|created_at|created_on|at|when)$|_(timestamp|ts|time|at|datetime)$/,
  },
  { role: 'timestamp', weight: 0.6, pattern: /date|time/ },
  {
    role: 'prediction_id',
    weight: 0.85,
    pattern: /^(id|uuid|guid|index|idx|row|row_number|transaction_id)$/,
  },
  {
    role: 'entity_id',
    weight: 0.9,
    pattern: /^(user|customer|client|account|entity|patient|device|session|member|merchant)_(id|uuid)$/,
  },
  { role: 'entity_id', weight: 0.6, pattern: /_(id|uuid|guid|key)$/ },
  { role: 'version', weight: 0.9, pattern: /^(model_)?version$/ },
  { role: 'model', weight: 0.9, pattern: /^model(_name|_id)?$/ },
  { role: 'segment', weight: 0.8, pattern: /^(segment|cohort)$/ },
  { role: 'served_by', weight: 0.95, pattern: /^served_by$/ },
  { role: 'human_decision', weight: 0.95, pattern: /^(human|manual|reviewer|final)_decision$/ },
  { role: 'propensity', weight: 0.95, pattern: /^propensity(_score)?$/ },
  { role: 'model_influenced', weight: 0.95, pattern: /^model_influenced$/ },
  {
    role: 'latency_ms',
    weight: 0.9,
    pattern: /^(latency|response_time|inference_time)(_ms)?$|^duration_ms$/,
  },
  { role: 'error', weight: 0.8, pattern: /^(error|is_error|error_code|error_message)$/ },
  { role: 'weight', weight: 0.85, pattern: /^(sample_)?weight$/ },
]

/** All roles that a name suggests, the strongest rule first. */
export function hintsFromName(name: string): readonly NameHint[] {
  const word = wordsOf(name)
  return RULES.filter(({ pattern }) => pattern.test(word)).map(({ role, weight }) => ({ role, weight, word }))
}

/** `userId`, `User ID` and `user-id` as `user_id`. */
export function wordsOf(name: string): string {
  return name
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
}
