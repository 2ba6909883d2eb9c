import type { AlertsReplay } from '#shared/contract/documents/alerts.ts'
import { alertValueText } from '#shared/policy/alerts/words.ts'
import { type TableColumn, tableLines } from '../terminal/table.ts'
import { safeText } from '../terminal/width.ts'

/** Alerts that are listed one by one. */
const MOST_LISTED = 50
const COLUMNS: readonly TableColumn[] = [
  { title: 'at', align: 'start' },
  { title: 'severity', align: 'start' },
  { title: 'rule', align: 'start', flexible: true },
  { title: 'value', align: 'end' },
  { title: 'limit', align: 'end' },
  { title: 'incident', align: 'end' },
  { title: 'then', align: 'start' },
]

/** A replay for people. */
export function alertsReplayText(replay: AlertsReplay, columns: number): string {
  const { alerts, fired, sent, suppressed, per_day, incidents, onset, lead_seconds, loss_drill } = replay
  const lines = [
    `${replay.rows} rows over ${Number(replay.days.toFixed(1))} days: ${fired} fired in ${incidents} incidents, ${sent} sent, ${suppressed} suppressed; ${Number(per_day.toFixed(2))} a day.`,
  ]
  if (onset !== null) {
    const lead =
      lead_seconds === null
        ? replay.lead_reason
        : lead_seconds >= 0
          ? `the first alert came ${Math.round(lead_seconds)} s before it`
          : `the first alert came ${Math.round(-lead_seconds)} s after it`
    lines.push(`Onset ${onset.at} (${onset.source}): ${lead}; ${replay.false_alarms} false alarms.`)
  }
  lines.push(
    `${loss_drill.criticals} criticals, ${loss_drill.lost} lost; limits that touched criticals would have kept back ${loss_drill.would_be_lost.length}.`,
  )
  const rows = alerts
    .slice(0, MOST_LISTED)
    .map((alert) => [
      alert.at,
      alert.severity,
      safeText(alert.segment === null ? alert.rule : `${alert.rule} (${alert.segment.value})`),
      alert.value === null ? '' : alertValueText(alert.value, alert.unit),
      alert.threshold === null ? '' : alertValueText(alert.threshold, alert.unit),
      String(alert.incident),
      alert.suppressed_by ?? 'sent',
    ])
  if (rows.length > 0) lines.push('', ...tableLines(COLUMNS, rows, columns))
  if (alerts.length > MOST_LISTED) lines.push(`… and ${alerts.length - MOST_LISTED} more (--json has all)`)
  for (const note of replay.notes) lines.push(safeText(note))
  return `${lines.join('\n')}\n`
}
