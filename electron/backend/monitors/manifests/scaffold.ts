import type { Dataset } from '../../store/types.ts'

/** A manifest to begin with: what the log says is filled in, the rest stands there as a comment to be filled. */
export function scaffoldManifest(model: string, logs: readonly Dataset[]): string {
  const columns = [
    ...new Map(logs.flatMap((log) => log.columns).map((column) => [column.name, column])).values(),
  ]
  const mapping = logs.findLast((log) => log.mapping.task !== undefined)?.mapping
  const times = logs.flatMap(({ chunks }) =>
    chunks.flatMap(({ timeMin, timeMax }) =>
      timeMin === null || timeMax === null ? [] : [timeMin, timeMax],
    ),
  )
  const has = (role: string): boolean => columns.some((column) => column.role === role)
  const named = (role: string): string[] =>
    columns.filter((column) => column.role === role).map(({ name }) => name)
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10)
  const files = [...new Set(logs.map(({ name }) => name))].slice(0, 5)
  const fields = (kind: string[]): string => `[${kind.map(quoted).join(', ')}]`
  return [
    'schema: driftdesk.manifest/1',
    `model: ${quoted(model)}`,
    '# owner: the team that answers for it',
    '# runbook: where to look when it fails',
    mapping?.task === undefined ? '# task: binary' : `task: ${mapping.task}`,
    ...(mapping?.positive === undefined ? [] : [`positive_class: ${JSON.stringify(mapping.positive)}`]),
    has('score') ? '# thresholds: [0.5]' : null,
    '# upstream:                     # columns that another model puts out',
    ...named('feature')
      .slice(0, 1)
      .map((name) => `#   - {model: other-model, column: ${quoted(name)}}`),
    ...(times.length === 0
      ? ['# training_window: {from: 2026-01-01, to: 2026-03-31}']
      : [
          `# training_window: {from: ${day(Math.min(...times))}, to: ${day(Math.max(...times))}}  # the span of the log`,
        ]),
    `data_sources: ${fields(files)}`,
    '# feature_sources: [feature-store]',
    '# vendor: who makes it',
    '# architecture: gradient boosting',
    '# retrain_schedule: {every: 7 d, weekday: monday, hour: 2}',
    has('value')
      ? 'objective: mean_value'
      : has('label')
        ? 'objective: mean_label'
        : '# objective: mean_score',
    '# guard_metrics:',
    '#   - {metric: complaints, worse: rise}',
    '# costs: {false_positive: 1, false_negative: 10, currency: EUR}',
    '# decision_latency: 200 ms',
    '# label_delay: 7 d',
    '# autonomy_level: 2             # 1 approval, 2 supervised, 3 autonomous',
    has('segment')
      ? `protected_attributes: []       # segments of the log: ${named('segment').join(', ')}`
      : '# protected_attributes: [age_group]',
    '# seasons: [{name: winter sale, from: 12-27, to: 01-15}]',
    '',
  ]
    .filter((line) => line !== null)
    .join('\n')
}

function quoted(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text)
}
