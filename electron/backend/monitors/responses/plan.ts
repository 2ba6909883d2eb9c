import { createHash } from 'node:crypto'
import type { ResponseDocument } from '#shared/contract/documents/response.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { ResponseEvidence } from '#shared/policy/responses/evidence.ts'
import { planResponse } from '#shared/policy/responses/plan.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import { modelCard } from '../../models/overview/overview.ts'
import { selectionWindow } from '../../profiles/windows.ts'
import type { Services } from '../../services.ts'
import type { Dataset } from '../../store/types.ts'
import { runFeedback } from '../feedback/run.ts'
import { knownOrWhy } from '../known-or-why.ts'
import { runPerformance } from '../performance/run.ts'
import { performanceEvidence } from './performance-evidence.ts'
import { type WindowEvidence, windowEvidence } from './window-evidence.ts'

/** Rejected rows of an import that are more than slips. */
const MOST_REJECTED = 0.01
const NO_WINDOW: WindowEvidence = {
  high: [],
  moderate: [],
  low: [],
  insufficient: 0,
  features: 0,
  predictions: null,
  corrupt: [],
  versions: null,
}

/** Measures the newest window, the performance and the loop of a model, and proposes what they ask for. */
export async function proposeResponse(
  services: Services,
  model: string,
  context: JobContext,
): Promise<ResponseDocument> {
  const datasets = await services.store.listDatasets(model)
  if (datasets.length === 0) {
    throw new AppError('NOT_FOUND', say('error.model.none', { model }), say('error.model.none.mend'))
  }
  const source = { kind: 'model', model } as const
  const window = (await modelCard(services, model, datasets))?.verdict?.window ?? null
  const compared =
    window === null
      ? NO_WINDOW
      : windowEvidence(await services.profiles.queryWindow({ model, window: selectionWindow(window) }))
  context.throwIfCancelled()
  const performance = await knownOrWhy(() => runPerformance(services, { source, estimate: true }, context))
  context.throwIfCancelled()
  const loop = await knownOrWhy(() => runFeedback(services, { source }, context))
  const evidence: ResponseEvidence = {
    ...compared,
    corrupt: [...compared.corrupt, ...rejectedIn(datasets)],
    performance: performance.known === null ? null : performanceEvidence(performance.known),
    loop: loop.known?.verdict ?? null,
  }
  const plan = planResponse(evidence)
  const content = {
    model,
    window,
    action: plan.action,
    because: [...plan.because],
    due_seconds: plan.dueSeconds,
    blocked: plan.blocked,
    checks: plan.checks.map((check) => ({ ...check })),
    also: plan.also.map(({ action, because }) => ({ action, because: [...because] })),
    ruled_out: plan.ruledOut.map((out) => ({ ...out })),
    evidence: {
      features: evidence.features,
      high: [...evidence.high],
      moderate: [...evidence.moderate],
      low: [...evidence.low],
      predictions: evidence.predictions,
      performance: evidence.performance,
      performance_reason: performance.why,
      loop: evidence.loop,
      loop_reason: loop.why,
      corrupt: [...evidence.corrupt],
    },
  }
  return {
    schema: 'driftdesk.response/1',
    response: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32),
    proposed_at: new Date().toISOString(),
    ...content,
    dry_run: true,
  }
}

/** Of the newest log: what was read and could not be stored. */
function rejectedIn(datasets: readonly Dataset[]): string[] {
  const newest = datasets.findLast((dataset) => !isLabelLog(dataset))
  if (newest === undefined) return []
  const { rows_read: read, rows_rejected: rejected } = newest.document
  return rejected > MOST_REJECTED * read ? [say('response.rejected', { rejected, read })] : []
}
