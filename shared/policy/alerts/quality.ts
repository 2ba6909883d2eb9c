/** What is known of one alert when its month is judged. */
export type JudgedAlert = {
  readonly firedAt: number
  readonly occurrences: { readonly sent: number; readonly suppressed: number }
  /** From the first message to the acknowledgement; null where nobody acknowledged. */
  readonly acknowledgedAfterMs: number | null
  /** From firing to its end; null while it is on. */
  readonly resolvedAfterMs: number | null
  readonly wasFalse: boolean | null
  /** Whether it was in an incident with others. */
  readonly isCorrelated: boolean
  readonly wasEscalated: boolean
}

export type AlertMonth = {
  readonly month: string
  readonly fired: number
  readonly sent: number
  readonly suppressed: number
  readonly judged: number
  readonly falseShare: number | null
  readonly medianAcknowledgeMs: number | null
  readonly medianResolveMs: number | null
  readonly correlatedShare: number | null
  readonly escalatedShare: number | null
}

/** The quality of alerts by the UTC month in which they fired, newest first. */
export function alertQuality(alerts: readonly JudgedAlert[]): AlertMonth[] {
  const months = new Map<string, JudgedAlert[]>()
  for (const alert of alerts) {
    const month = new Date(alert.firedAt).toISOString().slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), alert])
  }
  return [...months]
    .map(([month, own]): AlertMonth => {
      const judged = own.filter(({ wasFalse }) => wasFalse !== null)
      const sent = own.reduce((sum, { occurrences }) => sum + occurrences.sent, 0)
      const suppressed = own.reduce((sum, { occurrences }) => sum + occurrences.suppressed, 0)
      return {
        month,
        fired: sent + suppressed,
        sent,
        suppressed,
        judged: judged.length,
        falseShare: share(judged.filter(({ wasFalse }) => wasFalse === true).length, judged.length),
        medianAcknowledgeMs: median(own.map(({ acknowledgedAfterMs }) => acknowledgedAfterMs)),
        medianResolveMs: median(own.map(({ resolvedAfterMs }) => resolvedAfterMs)),
        correlatedShare: share(own.filter(({ isCorrelated }) => isCorrelated).length, own.length),
        escalatedShare: share(own.filter(({ wasEscalated }) => wasEscalated).length, own.length),
      }
    })
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))
}

function share(part: number, all: number): number | null {
  return all === 0 ? null : part / all
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).toSorted((a, b) => a - b)
  if (known.length === 0) return null
  const middle = Math.floor(known.length / 2)
  return known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2
}
