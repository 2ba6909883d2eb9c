import type { ScenarioOther, ScenarioOutcome, ScenarioResult } from '#shared/contract/documents/scenario.ts'

/** One monitor on the time of an incident, all times UTC milliseconds. */
export type Lane = {
  readonly key: string
  readonly outcome: ScenarioOutcome | ScenarioOther
  /** When it fired, ascending; empty where it dates nothing. */
  readonly moments: readonly number[]
  /** When it is first known that it fired; null where it never does. Undated ones are known once all rows are in. */
  readonly known: number | null
  readonly deadline: number | null
}

export type Course = {
  readonly from: number
  readonly to: number
  readonly onset: number | null
  readonly lanes: readonly Lane[]
}

/** What a scenario's run says, laid out in time; null where nothing of it has a time. */
export function courseOf({ truth, expectations, others, span }: ScenarioResult): Course | null {
  const onset = truth.onset === null ? null : Date.parse(truth.onset)
  const dated = expectations.flatMap(({ moments, deadline }) => [
    ...moments.map((moment) => Date.parse(moment)),
    ...(deadline === null ? [] : [Date.parse(deadline)]),
  ])
  const times = [
    ...dated,
    ...(onset === null ? [] : [onset]),
    ...(span ?? []).map((time) => Date.parse(time)),
  ]
  if (times.length === 0) return null
  const from = Math.min(...times)
  const to = Math.max(...times)
  const laneOf = (outcome: Lane['outcome'], key: string, deadline: string | null): Lane => {
    const moments = outcome.moments.map((moment) => Date.parse(moment))
    return {
      key,
      outcome,
      moments,
      known: outcome.fired ? (moments[0] ?? to) : null,
      deadline: deadline === null ? null : Date.parse(deadline),
    }
  }
  const lanes = [
    ...expectations.map((outcome, index) => laneOf(outcome, `${index} ${outcome.subject}`, outcome.deadline)),
    ...others
      .filter(({ fired }) => fired)
      .map((other, index) => laneOf(other, `other ${index} ${other.subject}`, null)),
  ]
  return { from, to, onset, lanes }
}

/** Lanes that have fired by a time, the newest first. */
export function knownBy({ lanes }: Course, time: number): readonly Lane[] {
  return lanes
    .filter(({ known }) => known !== null && known <= time)
    .sort((a, b) => (b.known ?? 0) - (a.known ?? 0))
}
