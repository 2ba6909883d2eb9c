import type { SkewDocument } from '#shared/contract/documents/skew.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { Services } from '../../services.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'

/** The job behind `skew.run`. */
export async function runSkew(
  { store, pool }: Services,
  { online, offline, window }: ParsedParams<'skew.run'>,
  { cancelFlag }: JobContext,
): Promise<SkewDocument> {
  const taskOf = async (model: string): Promise<ScoredLogTask> => {
    const logs = (await store.listDatasets(model)).filter((dataset) => !isLabelLog(dataset))
    if (logs.length === 0) {
      throw new AppError('NOT_FOUND', say('error.model.no_log', { model }), say('error.model.no_log.import'))
    }
    return { logs, labelLogs: [] }
  }
  const at = (time: string | null): number | null => (time === null ? null : Date.parse(time))
  const own = await taskOf(online)
  const [measured] = await pool.map(
    'measureSkew',
    [
      {
        online:
          window === undefined
            ? own
            : { ...own, window: { kind: 'time', start: at(window.start), end: at(window.end) } },
        offline: await taskOf(offline),
        cancelFlag,
      },
    ],
    { cancelFlag },
  )
  return { schema: 'driftdesk.skew/1', online, offline, ...measured }
}
