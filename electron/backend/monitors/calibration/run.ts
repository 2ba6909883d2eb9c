import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Services } from '../../services.ts'
import { VERSION } from '../../version.ts'
import { manifestOf } from '../manifests/manifest-of.ts'
import { meaningSaid } from '../manifests/meaning-said.ts'
import { resolveScoredSource } from '../scored-log/source.ts'

/** The job behind `calibration.run`: imports what is not stored, and measures on a compute thread. */
export async function runCalibration(
  services: Services,
  params: ParsedParams<'calibration.run'>,
  context: JobContext,
): Promise<CalibrationDocument> {
  const source = await resolveScoredSource(services, params.source, params.mapping, context)
  const isNamed = params.source.kind === 'model' || params.mapping?.model !== undefined
  const manifest = await manifestOf(services.store, source.model, params.manifests, isNamed)
  const meant = meaningSaid(params.mapping, manifest, source.given)
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
    'measureCalibration',
    [
      {
        log: source.log,
        reference: source.reference,
        given: meant.given,
        window: params.window,
        by: params.by,
        bins: params.bins,
        binning: params.binning ?? 'equal_mass',
        norm: params.norm ?? 'l1',
        seed: params.seed ?? 0,
        cancelFlag,
      },
    ],
    { cancelFlag },
  )
  return {
    schema: 'driftdesk.calibration/1',
    model: source.model,
    ...measured,
    assumptions: meant.from,
    engine: { version: VERSION, backend: 'cpu', seconds: (performance.now() - started) / 1_000 },
  }
}
