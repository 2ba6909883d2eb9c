import type { FeedbackDocument } from '#shared/contract/documents/feedback.ts'
import type { GivenMeaning, ScoredLogTask } from '../scored-log/types.ts'

export type MeasureFeedbackTask = {
  readonly log: ScoredLogTask
  readonly given: GivenMeaning
  readonly cancelFlag: Int32Array
}

/** The document without what the main thread knows. */
export type MeasuredFeedback = Omit<FeedbackDocument, 'schema' | 'model' | 'engine'>
