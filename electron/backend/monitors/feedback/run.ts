import type { FeedbackDocument } from '#shared/contract/documents/feedback.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Services } from '../../services.ts'
import { VERSION } from '../../version.ts'
import { resolveScoredSource } from '../scored-log/source.ts'
import { noteLoopTest } from './note-loop-test.ts'

/** The job behind `feedback.run`: imports what is not stored, and measures on a compute thread. */
export async function runFeedback(
  services: Services,
  params: ParsedParams<'feedback.run'>,
  context: JobContext,
): Promise<FeedbackDocument> {
  const source = await resolveScoredSource(services, params.source, params.mapping, context)
  const started = performance.now()
  const { cancelFlag } = context
  context.report({
    stage: 'measuring',
    subject: source.model,
    done: 0,
    total: 1,
    unit: 'steps',
    rows_per_second: null,
    seconds_left: null,
  })
  const [measured] = await services.pool.map(
    'measureFeedback',
    [{ log: source.log, given: source.given, cancelFlag }],
    { cancelFlag },
  )
  const { source: asked } = params
  const isWhole = asked.kind === 'model' && asked.datasets === undefined
  if (isWhole) await noteLoopTest(services, source.model, source.log, measured)
  return {
    schema: 'driftdesk.feedback/1',
    model: source.model,
    ...measured,
    engine: { version: VERSION, backend: 'cpu', seconds: (performance.now() - started) / 1_000 },
  }
}
