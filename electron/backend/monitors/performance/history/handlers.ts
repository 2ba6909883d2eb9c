import type { ScoreHistory } from '#shared/contract/documents/score-history.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { parseWindowSize } from '#shared/domain/window-size.ts'
import type { Services } from '../../../services.ts'

/** The answer of `performance.history`, from counts alone. */
export async function readScoreHistory(
  { profiles }: Pick<Services, 'profiles'>,
  { model, window = '1d', threshold = 0.5 }: ParsedParams<'performance.history'>,
): Promise<ScoreHistory> {
  const started = performance.now()
  const size = parseWindowSize(window)
  if (size.kind === 'rows') {
    throw new AppError(
      'BAD_PARAMS',
      `A history has windows of time, not of ${window}.`,
      'Write 1h, 1d, 1w or 1mo.',
    )
  }
  const { baseline, datasets } = await profiles.resolve({ model })
  const {
    damaged: _,
    points,
    ...answer
  } = await profiles.ask(model, 'scoreHistory', {
    baseline: baseline.id,
    datasets,
    size,
    threshold,
  })
  return {
    model,
    window,
    threshold,
    ...answer,
    points: [...points],
    seconds: (performance.now() - started) / 1_000,
  }
}
