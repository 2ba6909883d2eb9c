import { addStrips } from '../multivariate/kernel-strips.ts'
import { emptyKernelSums, type KernelPlan, type KernelSums } from '../multivariate/kernel-sums.ts'
import { type ResampledCounts, type ResamplingTask, resampleCounts } from '../resampling/resample-counts.ts'

/** What computed the arithmetic of an answer. */
export type AnswerBackend = 'cpu' | 'webgpu'

/** Arithmetic that is large for its input, and the answer `A` that its result makes: who has more cores may do it. */
export type LargeWork<A> =
  | {
      readonly kind: 'kernelSums'
      readonly plan: KernelPlan
      readonly answer: (sums: KernelSums, backend: AnswerBackend) => A
    }
  | {
      readonly kind: 'resample'
      readonly task: ResamplingTask
      readonly answer: (drawn: ResampledCounts, backend: AnswerBackend) => A
    }

export function isLargeWork<A extends object>(result: A | LargeWork<A>): result is LargeWork<A> {
  return 'answer' in result
}

/** The same work, whose answer is made into another. */
export function mapLargeWork<A, B>(work: LargeWork<A>, into: (answer: A) => B): LargeWork<B> {
  if (work.kind === 'kernelSums') {
    return { ...work, answer: (sums: KernelSums, backend: AnswerBackend) => into(work.answer(sums, backend)) }
  }
  return {
    ...work,
    answer: (drawn: ResampledCounts, backend: AnswerBackend) => into(work.answer(drawn, backend)),
  }
}

/** Does the work on the caller's own thread. */
export function doLargeWork<A>(work: LargeWork<A>): A {
  if (work.kind === 'resample') return work.answer(resampleCounts(work.task), 'cpu')
  const sums = emptyKernelSums(work.plan)
  addStrips(work.plan, 0, work.plan.strips, sums)
  return work.answer(sums, 'cpu')
}
