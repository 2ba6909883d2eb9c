import type { JobContext } from '#shared/contract/handlers.ts'
import type { BaselineId } from '#shared/domain/ids.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { Dataset, Store } from '../../store/types.ts'
import type { RpcClient } from '../../threads/rpc.ts'
import { type Bucketing, rowBucketing } from '../buckets.ts'
import { labelColumn, timestampColumn } from '../log-columns.ts'
import type { CountedColumn } from '../procedures.ts'
import type { ProfileWorkerProcedures } from '../worker-types.ts'
import type { Segment } from './types.ts'

type SegmentServices = {
  readonly store: Store
  readonly pool: ComputePool
  readonly worker: Pick<RpcClient<ProfileWorkerProcedures>, 'call'>
}

type SegmentRequest = {
  readonly baseline: BaselineId
  readonly columns: readonly CountedColumn[]
  readonly logs: readonly Dataset[]
  readonly segment: Segment
}

/**
 * Counts one segment of some logs into memory, in the buckets in which their profiles are counted, and answers with its
 * rows. A log without the column has no row of the segment.
 */
export async function countSegment(
  { store, pool, worker }: SegmentServices,
  { baseline, columns, logs, segment }: SegmentRequest,
  { cancelFlag, report, throwIfCancelled }: JobContext,
): Promise<number> {
  const total = logs.reduce((sum, { chunks }) => sum + chunks.length, 0)
  const started = performance.now()
  let done = 0
  let read = 0
  let found = 0
  for (const log of logs) {
    throwIfCancelled()
    const bucketing = await bucketingOf(store, baseline, log)
    const timestamp = bucketing.unit === 'time' ? timestampColumn(log) : null
    let firstRow = 0
    const tasks = log.columns.some(({ name }) => name === segment.column)
      ? log.chunks.map(({ path, rows }) => {
          const task = {
            path,
            firstRow,
            timestamp,
            bucketing,
            columns,
            label: labelColumn(log),
            segment,
            cancelFlag,
          }
          firstRow += rows
          return task
        })
      : []
    const files = await pool.map('profileSegment', tasks, {
      cancelFlag,
      onResult: (index, { rows }) => {
        done += 1
        read += log.chunks[index].rows
        found += rows
        const seconds = (performance.now() - started) / 1_000
        report({
          stage: 'measuring',
          subject: log.name,
          done,
          total,
          unit: 'steps',
          rows_per_second: seconds > 0.3 ? read / seconds : null,
          seconds_left: seconds > 0.3 ? (seconds * (total - done)) / done : null,
        })
      },
    })
    await worker.call('adoptSegment', {
      baseline,
      dataset: log.id,
      segment,
      bucketing,
      files: files.map(({ bytes }) => bytes),
    })
  }
  return found
}

async function bucketingOf(store: Store, baseline: BaselineId, log: Dataset): Promise<Bucketing> {
  const known = await store.profileWidth(baseline, log.id)
  if (known !== null) return known
  // Logs that are not counted yet are not in the answers either, so any width will do for them.
  return timestampColumn(log) === null ? rowBucketing(log.rows) : { unit: 'time', width: 3_600_000 }
}
