import { createSortScratch } from '#shared/stats/sorting/float64.ts'
import { countJoined } from '../ingest/labels/count-joined.ts'
import { labelHistory } from '../ingest/labels/join.ts'
import { maturityOf } from '../ingest/labels/log-maturity.ts'
import { cancelled } from '../jobs/registry.ts'
import { correlateColumn } from '../models/column/correlate-column.ts'
import { findChanges } from '../models/column/find-changes.ts'
import { countLabelled } from '../models/labels/count-labelled.ts'
import { pageRows } from '../models/rows/page-rows.ts'
import { profileSegment } from '../models/segments/profile-segment.ts'
import { measureCalibration } from '../monitors/calibration/measure-calibration.ts'
import { measureFeedback } from '../monitors/feedback/measure-feedback.ts'
import { combineFleet } from '../monitors/fleet/combine.ts'
import { measureMember } from '../monitors/fleet/measure-member.ts'
import { relateMembers } from '../monitors/fleet/relate.ts'
import { memberBuffers } from '../monitors/fleet/sampled-rows.ts'
import { measurePerformance } from '../monitors/performance/measure-performance.ts'
import { measureSkew } from '../monitors/skew/measure-skew.ts'
import { freezeColumn } from '../profiles/freeze-column.ts'
import { findBuckets, profileChunk } from '../profiles/profile-chunk.ts'
import { relabelProfile } from '../profiles/relabel-profile.ts'
import { measureLatency } from '../scenarios/latency/measure-latency.ts'
import { exposeProcedures, withTransfer } from '../threads/expose.ts'
import { auditRows } from './audit-rows.ts'
import { denseHandlers } from './dense/handlers.ts'
import { explainColumn } from './explain/explain-column.ts'
import { fingerprintColumn } from './facts/fingerprint-column.ts'
import { findPointInTimeLeaks } from './facts/point-in-time.ts'
import { findRepeatedRows } from './facts/repeated-rows.ts'
import { measureStaleness } from './facts/staleness.ts'
import { groupByOrder } from './groups/group-by-order.ts'
import { groupBySegment } from './groups/group-by-segment.ts'
import { groupByTime } from './groups/group-by-time.ts'
import { surveyTimes } from './groups/survey-times.ts'
import { measureColumn } from './measure-column.ts'
import type { ComputeProcedures, MeasuredColumn } from './procedures.ts'
import { measureTogether } from './together/measure-together.ts'

const scratch = createSortScratch()

exposeProcedures<ComputeProcedures>({
  measureColumn: (task, report) => {
    const measured = measureColumn(task, scratch, stopper(task), report)
    return withTransfer(measured, buffersOf(measured))
  },
  surveyTimes: (task) => surveyTimes(task, stopper(task)),
  groupByTime: (task) => groupByTime(task, stopper(task)),
  groupByOrder,
  freezeColumn: (task) => freezeColumn(task, scratch, stopper(task)),
  findBuckets,
  profileChunk: (task) => profileChunk(task, stopper(task)),
  relabelProfile: (task) => relabelProfile(task, stopper(task)),
  fingerprintColumn: (task) => fingerprintColumn(task, stopper(task)),
  findRepeatedRows: (task) => findRepeatedRows(task, stopper(task)),
  findPointInTimeLeaks: (task) => findPointInTimeLeaks(task, stopper(task)),
  measureStaleness: (task) => measureStaleness(task, stopper(task)),
  auditColumn: (task) => auditRows(task, scratch, stopper(task)),
  explainColumn: (task) => explainColumn(task, stopper(task)),
  measurePerformance: (task, report) => measurePerformance(task, stopper(task), report),
  measureMember: (task) => {
    const measured = measureMember(task, stopper(task))
    return withTransfer(measured, memberBuffers(measured))
  },
  relateMembers,
  combineFleet,
  measureSkew: (task) => measureSkew(task, stopper(task)),
  measureFeedback: (task) => measureFeedback(task, stopper(task)),
  measureCalibration: (task) => measureCalibration(task, stopper(task)),
  measureLatency: (task) => measureLatency(task, stopper(task)),
  measureTogether: (task) => measureTogether(task, stopper(task)),
  countJoinedLabels: ({ labels, logs }) => countJoined(labels, logs),
  labelHistory: ({ prediction, logs }) => labelHistory(prediction, logs),
  labelMaturity: maturityOf,
  profileSegment: (task) => {
    const profile = profileSegment(task, stopper(task))
    return withTransfer(profile, [profile.bytes.buffer])
  },
  findChanges,
  correlateColumn: (task) => correlateColumn(task, stopper(task)),
  countLabelled,
  pageRows,
  groupBySegment: (task) => groupBySegment(task, stopper(task)),
  ...denseHandlers,
})

function stopper({ cancelFlag }: { readonly cancelFlag: Int32Array }): () => void {
  return () => {
    if (Atomics.load(cancelFlag, 0) === 1) throw cancelled()
  }
}

/** What is moved instead of copied. */
function buffersOf({ distribution, grouped, sample }: MeasuredColumn): ArrayBuffer[] {
  const arrays = [
    ...(distribution === null ? [] : [distribution.edges, distribution.reference, distribution.current]),
    ...(sample === null ? [] : [sample.reference, sample.current]),
    ...grouped.flatMap(({ reference, current }) =>
      [reference, current].flatMap((side) => side?.counts ?? []),
    ),
  ]
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}
