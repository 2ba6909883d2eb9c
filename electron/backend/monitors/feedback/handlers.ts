import type { FEEDBACK_OPERATIONS } from '#shared/contract/feedback-operations.ts'
import type { Handlers } from '#shared/contract/handlers.ts'
import type { Services } from '../../services.ts'
import { runFeedback } from './run.ts'

export function feedbackHandlers(services: Services): Pick<Handlers, keyof typeof FEEDBACK_OPERATIONS> {
  return { 'feedback.run': (params, context) => runFeedback(services, params, context) }
}
