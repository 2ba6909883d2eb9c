import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { Translator } from '../../i18n/translator.ts'
import { rowsWithValue } from '../drift/headline.ts'

export type AuditSentence = {
  readonly text: string
  /** Language of the sentence, where it is not that of the window. */
  readonly language: string | undefined
}

/** The audit of a verdict in sentences: what it would find, how often it cries wolf, whether there are enough rows. */
export function auditWords(t: Translator, column: DriftColumn): readonly AuditSentence[] {
  const { audit, psi } = column
  const sentences: AuditSentence[] = []
  const say = (text: string, language?: string) => sentences.push({ text, language })
  if (psi !== null) {
    const [value, expected] = [t.numbers.statistic(psi.value), t.numbers.statistic(psi.expected)]
    say(
      psi.ci === null
        ? t.text('audit.expected', { psi: value, expected })
        : t.text('audit.expected.interval', {
            psi: value,
            expected,
            low: t.numbers.statistic(psi.ci[0]),
            high: t.numbers.statistic(psi.ci[1]),
          }),
    )
  }
  if (audit.power_at_threshold !== null) {
    say(t.text('audit.power', { power: t.numbers.share(audit.power_at_threshold) }))
  }
  if (audit.false_alarm_rate !== null) {
    say(t.text('audit.false', { rate: t.numbers.share(audit.false_alarm_rate) }))
  }
  if (audit.min_rows !== null) {
    const rows = rowsWithValue(column)
    say(t.text(rows >= audit.min_rows ? 'audit.enough' : 'audit.few', { needed: audit.min_rows, rows }))
  }
  if (audit.reason !== undefined && audit.reason !== 'not yet computed') {
    const known = audit.power_at_threshold !== null
    const reason = t.said(audit.reason)
    if (known) say(reason.text, reason.language)
    else say(t.text('audit.none', { reason: reason.text }))
  }
  if (sentences.length === 0) say(t.text('column.notyet'))
  return sentences
}
