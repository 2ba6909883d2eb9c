import type { Handlers } from '#shared/contract/handlers.ts'
import type { SKEW_OPERATIONS } from '#shared/contract/skew-operations.ts'
import type { Services } from '../../services.ts'
import { runSkew } from './run.ts'

export function skewHandlers(services: Services): Pick<Handlers, keyof typeof SKEW_OPERATIONS> {
  return { 'skew.run': (params, context) => runSkew(services, params, context) }
}
