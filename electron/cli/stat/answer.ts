import type { Computed } from '#backend/compute/dense/dense.ts'
import type { DenseWork } from '#backend/compute/dense/work.ts'
import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { StatAnswer } from '#shared/stats/catalogue/definition.ts'
import { doLargeWork, isLargeWork, type LargeWork } from '#shared/stats/catalogue/large-work.ts'
import { prepareStat } from '#shared/stats/catalogue/run.ts'
import type { Surroundings } from '../command.ts'
import { sayBackend } from '../input/backend-option.ts'
import { withBackend } from '../session/backend-session.ts'

export type AnswerOptions = { readonly backend: BackendChoice | undefined; readonly quiet: boolean }

/**
 * Answers one request: by itself where that takes about a second at most, else on all cores or the graphics device that
 * was asked for.
 * @throws AppError as `runStat`; `CANCELLED`.
 */
export async function answerStat(
  name: string,
  request: unknown,
  surroundings: Surroundings,
  options: AnswerOptions,
): Promise<StatAnswer> {
  const prepared = prepareStat(name, request)
  if (!isLargeWork(prepared)) return prepared
  const { kernelSumsWork, resampleWork } = await import('#backend/compute/dense/work.ts')
  const { SMALL_UNITS } = await import('#backend/compute/dense/cost.ts')
  const elsewhere = async <T>(
    work: DenseWork<T>,
    answer: (value: T, backend: Computed<T>['backend']) => StatAnswer,
    large: LargeWork<StatAnswer>,
  ): Promise<StatAnswer> => {
    if (options.backend !== 'webgpu' && work.units < SMALL_UNITS[work.kind]) return doLargeWork(large)
    const computed = await withBackend(
      surroundings,
      { workspace: undefined, quiet: options.quiet },
      (session) => session.compute(work, options.backend ?? 'auto'),
    )
    sayBackend(surroundings.terminal, options, computed.backend, computed.fault?.detail ?? null)
    return answer(computed.value, computed.backend)
  }
  return prepared.kind === 'kernelSums'
    ? elsewhere(kernelSumsWork(prepared.plan), prepared.answer, prepared)
    : elsewhere(resampleWork(prepared.task), prepared.answer, prepared)
}
