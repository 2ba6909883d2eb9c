import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import type { Observations } from './observations.ts'
import type { Sighting } from './sighting.ts'
import { sightAlertLint, sightAlerts } from './sights/alerts.ts'
import { sightBreaker, sightBreakerLint } from './sights/breakers.ts'
import { sightDetector } from './sights/detector.ts'
import { sightConvention, sightDrift, sightOnset, sightQuality } from './sights/drift.ts'
import { sightConsensus, sightFeedback, sightFleet, sightSkew } from './sights/fleet.ts'
import { sightLabels } from './sights/labels.ts'
import { sightCalibration, sightFairness, sightPerformance, sightSlices } from './sights/performance.ts'
import { sightReadiness } from './sights/readiness.ts'

/** What the monitors say to a check, one sighting for each thing that was looked at. */
export async function sight(
  check: ScenarioCheck,
  model: string | null,
  seen: Observations,
): Promise<readonly Sighting[]> {
  switch (check.monitor) {
    case 'drift':
      return sightDrift(check, model, seen)
    case 'onset':
      return sightOnset(check, model, seen)
    case 'quality':
      return sightQuality(check, model, seen)
    case 'performance':
      return sightPerformance(check, model, seen)
    case 'slices':
      return sightSlices(check, model, seen)
    case 'fairness':
      return sightFairness(check, model, seen)
    case 'calibration':
      return sightCalibration(check, model, seen)
    case 'feedback':
      return sightFeedback(check, model, seen)
    case 'fleet':
      return sightFleet(check, seen)
    case 'breaker':
      return sightBreaker(check, model, seen)
    case 'breaker_lint':
      return sightBreakerLint(check, model, seen)
    case 'labels':
      return sightLabels(check, model, seen)
    case 'consensus':
      return sightConsensus(check, model, seen)
    case 'skew':
      return sightSkew(check, seen)
    case 'alerts':
      return sightAlerts(check, model, seen)
    case 'alert_lint':
      return sightAlertLint(check, model, seen)
    case 'readiness':
      return sightReadiness(check, model, seen)
    case 'rollout':
      return []
    case 'convention':
      return sightConvention(check, model, seen)
    case 'detector':
      return sightDetector(check, model, seen)
  }
}
