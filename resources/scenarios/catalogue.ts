import { bulkheadHolds } from './bulkhead-holds.ts'
import { classWeights } from './class-weights.ts'
import { covidSynchronous } from './covid-synchronous.ts'
import { festiveShift } from './festive-shift.ts'
import { flashCrash } from './flash-crash.ts'
import { fraudCascade } from './fraud-cascade.ts'
import { guardrailVeto } from './guardrail-veto.ts'
import { healthyBank } from './healthy-bank.ts'
import { hiringLoop } from './hiring-loop.ts'
import { homeBuyingLoop } from './home-buying-loop.ts'
import { honestModel } from './honest-model.ts'
import { keralaCanary } from './kerala-canary.ts'
import type { Scenario } from './kit/scenario.ts'
import { lateLabels } from './late-labels.ts'
import { memoryLeak } from './memory-leak.ts'
import { missingAsZero } from './missing-as-zero.ts'
import { monsoonRamp } from './monsoon-ramp.ts'
import { monsoonStep } from './monsoon-step.ts'
import { nightPlaylist } from './night-playlist.ts'
import { oneOutlier } from './one-outlier.ts'
import { paymentFraud } from './payment-fraud.ts'
import { paymentSteady } from './payment-steady.ts'
import { retailMape } from './retail-mape.ts'
import { runawayServer } from './runaway-server.ts'
import { sameRiskModel } from './same-risk-model.ts'
import { sentinel } from './sentinel.ts'
import { shadowRain } from './shadow-rain.ts'
import { steadyMusic } from './steady-music.ts'
import { streamingRecovery } from './streaming-recovery.ts'
import { surgePricing } from './surge-pricing.ts'
import { trainServeSkew } from './train-serve-skew.ts'
import { watchTime } from './watch-time.ts'
import { weeklySeasonal } from './weekly-seasonal.ts'

/** Every scenario, in the order in which they are offered. */
export const SCENARIOS: readonly Scenario[] = [
  covidSynchronous,
  nightPlaylist,
  streamingRecovery,
  retailMape,
  homeBuyingLoop,
  hiringLoop,
  honestModel,
  fraudCascade,
  runawayServer,
  flashCrash,
  watchTime,
  sameRiskModel,
  surgePricing,
  festiveShift,
  keralaCanary,
  shadowRain,
  guardrailVeto,
  memoryLeak,
  monsoonStep,
  monsoonRamp,
  sentinel,
  missingAsZero,
  oneOutlier,
  trainServeSkew,
  lateLabels,
  classWeights,
  paymentFraud,
  steadyMusic,
  paymentSteady,
  healthyBank,
  weeklySeasonal,
  bulkheadHolds,
]
