import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Services } from '../../services.ts'
import { VERSION } from '../../version.ts'
import { assumed } from '../manifests/assumptions.ts'
import { manifestOf } from '../manifests/manifest-of.ts'
import { meaningSaid } from '../manifests/meaning-said.ts'
import { resolveScoredSource } from '../scored-log/source.ts'

const DEFAULT_K = 10

/** The job behind `performance.run`: imports what is not stored, and measures on a compute thread. */
export async function runPerformance(
  services: Services,
  params: ParsedParams<'performance.run'>,
  context: JobContext,
): Promise<PerformanceDocument> {
  const source = await resolveScoredSource(services, params.source, params.mapping, context)
  const isNamed = params.source.kind === 'model' || params.mapping?.model !== undefined
  const manifest = await manifestOf(services.store, source.model, params.manifests, isNamed)
  const meant = meaningSaid(params.mapping, manifest, source.given)
  const columns = new Set(source.log.logs.flatMap((log) => log.columns.map(({ name }) => name)))
  const assumption = assumed(params, manifest, meant.from, columns)
  const started = performance.now()
  const { cancelFlag } = context
  const [measured] = await services.pool.map(
    'measurePerformance',
    [
      {
        log: source.log,
        reference: source.reference,
        given: meant.given,
        window: params.window,
        by: params.by,
        estimate: params.estimate ?? false,
        costs: assumption.costs,
        thresholds: assumption.thresholds,
        protectedColumns: assumption.protectedColumns,
        k: params.k ?? DEFAULT_K,
        tolerance: params.tolerance,
        seed: params.seed ?? 0,
        cancelFlag,
      },
    ],
    {
      cancelFlag,
      onProgress: (_, { done, total }) =>
        context.report({
          stage: 'measuring',
          subject: source.model,
          done,
          total,
          unit: 'steps',
          rows_per_second: null,
          seconds_left: null,
        }),
    },
  )
  return {
    schema: 'driftdesk.performance/1',
    model: source.model,
    ...measured,
    assumptions: assumption.assumptions,
    notes: [...measured.notes, ...assumption.notes],
    engine: { version: VERSION, backend: 'cpu', seconds: (performance.now() - started) / 1_000 },
  }
}
