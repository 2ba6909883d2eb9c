import { bulkheadHolds } from './bulkhead-holds.ts'
import { classWeights } from './class-weights.ts'
import { covidSynchronous } from './covid-synchronous.ts'
import { flashCrash } from './flash-crash.ts'
import { fraudCascade } from './fraud-cascade.ts'
import { healthyBank } from './healthy-bank.ts'
import type { Scenario } from './kit/scenario.ts'
import { missingAsZero } from './missing-as-zero.ts'
import { monsoonRamp } from './monsoon-ramp.ts'
import { monsoonStep } from './monsoon-step.ts'
import { nightPlaylist } from './night-playlist.ts'
import { oneOutlier } from './one-outlier.ts'
import { sameRiskModel } from './same-risk-model.ts'
import { sentinel } from './sentinel.ts'
import { steadyMusic } from './steady-music.ts'
import { streamingRecovery } from './streaming-recovery.ts'
import { watchTime } from './watch-time.ts'

/** Every scenario, in the order in which they are offered. */
export const SCENARIOS: readonly Scenario[] = [
  covidSynchronous,
  nightPlaylist,
  streamingRecovery,
  fraudCascade,
  flashCrash,
  watchTime,
  sameRiskModel,
  monsoonStep,
  monsoonRamp,
  sentinel,
  missingAsZero,
  oneOutlier,
  classWeights,
  steadyMusic,
  healthyBank,
  bulkheadHolds,
]
