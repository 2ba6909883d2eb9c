import type { ScoreHistory } from '#shared/contract/documents/score-history.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { parseWindowSize } from '#shared/domain/window-size.ts'
import type { Services } from '../../../services.ts'
import { baselineRows } from '../../scored-log/baseline-rows.ts'

/** The answer of `performance.history`, from counts alone: of the logs that `performance.run` looks at. */
export async function readScoreHistory(
  { profiles, store }: Pick<Services, 'profiles' | 'store'>,
  { model, window, threshold = 0.5 }: ParsedParams<'performance.history'>,
): Promise<ScoreHistory> {
  const started = performance.now()
  const size = window === undefined ? null : parseWindowSize(window)
  if (size?.kind === 'rows') {
    throw new AppError(
      'BAD_PARAMS',
      `A history has windows of time, not of ${window}.`,
      'Write 1h, 1d, 1w or 1mo.',
    )
  }
  const { baseline, datasets } = await profiles.resolve({ model })
  const { logs } = await baselineRows(store, model, await store.listDatasets(model))
  const others = datasets.filter((id) => logs.every((log) => log.id !== id))
  const {
    damaged: _,
    points,
    ...answer
  } = await profiles.ask(model, 'scoreHistory', {
    baseline: baseline.id,
    // Where the baseline is a part of the only log, the whole log is looked at.
    datasets: others.length > 0 ? others : datasets,
    size,
    threshold,
  })
  return {
    model,
    threshold,
    ...answer,
    points: [...points],
    seconds: (performance.now() - started) / 1_000,
  }
}
