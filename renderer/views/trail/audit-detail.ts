import type { AuditView } from '#shared/contract/workspace-operations.ts'
import { BREAKER_LABEL } from '../../components/BreakerMark.tsx'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { PlainKey } from '../../i18n/english.ts'
import { LANGUAGES } from '../../i18n/languages.ts'
import type { Translator } from '../../i18n/translator.ts'

const HASH = /^[0-9a-f]{64}$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const SHOWN = 10
const LONGEST = 120

export type AuditFact = {
  /** In the language of the window, or as it is recorded where it has no word. */
  readonly name: string
  readonly value: string
  /** Words of the window or of the backend, or a person's own. */
  readonly kind: 'words' | 'sentence' | 'data'
}

export type AuditDetail = {
  readonly reason: string | null
  readonly facts: readonly AuditFact[]
}

/** What is called by which word. What is not listed is too long for a line, or means nothing without the rest of it. */
const NAMES: Readonly<Record<string, PlainKey>> = {
  model: 'trail.fact.model',
  name: 'trail.fact.name',
  title: 'trail.fact.title',
  file: 'trail.fact.file',
  folder: 'trail.fact.folder',
  format: 'trail.fact.format',
  by: 'trail.fact.by',
  hash: 'trail.fact.hash',
  rows: 'trail.fact.rows',
  rejected: 'trail.fact.rejected',
  duplicate: 'trail.fact.duplicate',
  bytes: 'trail.fact.bytes',
  logs: 'trail.fact.logs',
  profiles: 'trail.fact.profiles',
  tables: 'trail.fact.tables',
  before: 'trail.fact.before',
  rows_before: 'trail.fact.before',
  verdict: 'trail.fact.verdict',
  from: 'trail.fact.from',
  to: 'trail.fact.to',
  state: 'trail.fact.state',
  at: 'trail.fact.at',
  until: 'trail.fact.until',
  expires_at: 'trail.fact.until',
  due_at: 'trail.fact.due_at',
  row: 'trail.fact.row',
  cause: 'trail.fact.cause',
  error: 'trail.fact.error',
  tries: 'trail.fact.tries',
  action: 'trail.fact.action',
  step: 'trail.fact.step',
  incident: 'trail.fact.incident',
  was_false: 'trail.fact.false',
  count: 'trail.fact.count',
  kind: 'trail.fact.kind',
  on: 'trail.fact.on',
  severity: 'trail.fact.severity',
  signed: 'trail.fact.signed',
  origin: 'trail.fact.origin',
  blocked: 'trail.fact.blocked',
  put_aside: 'trail.fact.put_aside',
  endpoint: 'trail.fact.endpoint',
  webhook: 'trail.fact.webhook',
  secret_changed: 'trail.fact.secret',
  entity: 'trail.fact.entity',
  kept_in: 'trail.fact.kept_in',
  lost_logs: 'trail.fact.lost',
  theme: 'settings.theme',
  language: 'settings.language',
  density: 'settings.density',
  backend: 'settings.backend',
  workers: 'settings.workers',
  notifications: 'settings.notifications',
  retention_rows_days: 'settings.retention.rows',
  retention_profiles_days: 'settings.retention.profiles',
}

/** Recorded as a number of milliseconds by some, as a text by others. */
const TIMES: ReadonlySet<string> = new Set(['at', 'until', 'expires_at', 'due_at'])
const SENTENCES: ReadonlySet<string> = new Set(['cause', 'error'])

/** Words for values that a program chose, by where they stand. */
const VALUES: Readonly<Record<string, Readonly<Record<string, PlainKey>>>> = {
  verdict: VERDICT_LABEL,
  from: BREAKER_LABEL,
  to: BREAKER_LABEL,
  state: BREAKER_LABEL,
  severity: {
    info: 'severity.info',
    warning: 'alerts.severity.warning',
    critical: 'alerts.severity.critical',
  },
  kind: { desktop: 'sinks.kind.desktop', webhook: 'sinks.kind.webhook', file: 'sinks.kind.file' },
  step: { start: 'trail.step.start', acknowledge: 'trail.step.acknowledge' },
  action: {
    trip: 'breakers.trip',
    force_close: 'breakers.force_close',
    release: 'breakers.release',
    approve: 'breakers.approve',
    acknowledge: 'alerts.act.acknowledge',
    snooze: 'alerts.act.snooze',
    resolve: 'alerts.act.resolve',
    roll_back: 'response.action.roll_back',
    retrain_full: 'response.action.retrain_full',
    retrain_targeted: 'response.action.retrain_targeted',
    retrain_incremental: 'response.action.retrain_incremental',
    watch_closer: 'response.action.watch_closer',
    none: 'response.action.none',
  },
  theme: {
    system: 'settings.theme.system',
    light: 'settings.theme.light',
    dark: 'settings.theme.dark',
  },
  density: { comfortable: 'settings.density.comfortable', compact: 'settings.density.compact' },
  backend: {
    auto: 'settings.backend.auto',
    cpu: 'settings.backend.cpu',
    webgpu: 'settings.backend.webgpu',
  },
  notifications: {
    all: 'settings.notifications.all',
    failures: 'settings.notifications.failures',
    none: 'settings.notifications.none',
  },
}

/** What an entry says in words, in the order in which it says it; hashes and ids are cut, what is empty is left out. */
export function detailOf(
  t: Translator,
  { subject, detail }: Pick<AuditView, 'subject' | 'detail'>,
): AuditDetail {
  const { reason, ...others } = detail
  const facts = Object.entries(others).flatMap(([name, value]) => {
    const key = NAMES[name]
    const fact = key === undefined ? null : factOf(t, name, value)
    return key === undefined || fact === null ? [] : [{ name: t.text(key), ...fact }]
  })
  const told =
    Object.values(others).includes(subject) || ['', 'workspace', 'settings', 'breakers'].includes(subject)
  return {
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    facts: told
      ? facts
      : [...facts, { name: t.text('trail.fact.subject'), value: shortened(subject), kind: 'data' }],
  }
}

/** A value in words; null where it is nothing or cannot be said in a line. */
function factOf(t: Translator, name: string, value: unknown): Omit<AuditFact, 'name'> | null {
  const words = (text: string) => ({ value: text, kind: 'words' }) as const
  switch (typeof value) {
    case 'number':
      if (TIMES.has(name)) return words(t.numbers.time(new Date(value).toISOString()))
      return words(name === 'bytes' ? t.numbers.bytes(value) : t.numbers.count(value))
    case 'boolean':
      return words(t.text(value ? 'trail.yes' : 'trail.no'))
    case 'string': {
      if (value === '') return null
      const language =
        name === 'language' ? Object.entries(LANGUAGES).find(([tag]) => tag === value) : undefined
      if (language !== undefined) return words(language[1])
      const known = VALUES[name]?.[value]
      if (known !== undefined) return words(t.text(known))
      if (TIME.test(value)) return words(t.numbers.time(value))
      return SENTENCES.has(name) ? { value, kind: 'sentence' } : { value: shortened(value), kind: 'data' }
    }
    default:
      return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
        ? { value: shortened(t.numbers.list(value)), kind: 'data' }
        : null
  }
}

function shortened(value: string): string {
  if (HASH.test(value) || ID.test(value)) return value.slice(0, SHOWN)
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
}
