import type { Handlers } from '#shared/contract/handlers.ts'
import type { PERFORMANCE_OPERATIONS } from '#shared/contract/performance-operations.ts'
import type { Services } from '../../services.ts'
import { runCalibration } from '../calibration/run.ts'
import { readScoreHistory } from './history/handlers.ts'
import { runPerformance } from './run.ts'

export function performanceHandlers(services: Services): Pick<Handlers, keyof typeof PERFORMANCE_OPERATIONS> {
  return {
    'performance.run': (params, context) => runPerformance(services, params, context),
    'performance.history': (params) => readScoreHistory(services, params),
    'calibration.run': (params, context) => runCalibration(services, params, context),
  }
}
