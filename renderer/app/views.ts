import { alertsView } from '../views/alerts/view.ts'
import { auditView } from '../views/audit/view.ts'
import { baselinesView } from '../views/baselines/view.ts'
import { breakersView } from '../views/breakers/view.ts'
import { calibrationView } from '../views/calibration/view.ts'
import { columnView } from '../views/column/view.ts'
import { driftView } from '../views/drift/view.ts'
import { explorerView } from '../views/explorer/view.ts'
import { feedbackView } from '../views/feedback/view.ts'
import { fleetView } from '../views/fleet/view.ts'
import { importView } from '../views/import/view.ts'
import { importsView } from '../views/imports/view.ts'
import { inputsView } from '../views/inputs/view.ts'
import { jobView } from '../views/job/view.ts'
import { labView } from '../views/lab/view.ts'
import { latencyView } from '../views/latency/view.ts'
import { manifestView } from '../views/manifest/view.ts'
import { mappingView } from '../views/mapping/view.ts'
import { modelMappingView } from '../views/model-mapping/view.ts'
import { modelsView } from '../views/models/view.ts'
import { overviewView } from '../views/overview/view.ts'
import { performanceView } from '../views/performance/view.ts'
import { qualityView } from '../views/quality/view.ts'
import { readinessView } from '../views/readiness/view.ts'
import { settingsView } from '../views/settings/view.ts'
import { sinksView } from '../views/sinks/view.ts'
import { startView } from '../views/start/view.ts'
import { storageView } from '../views/storage/view.ts'
import { timeView } from '../views/time/view.ts'
import { togetherView } from '../views/together/view.ts'
import { trailView } from '../views/trail/view.ts'
import { workspacesView } from '../views/workspaces/view.ts'
import type { SpineLoader } from './frame/SpineSlot.tsx'

/** Every view of the window. A new one is added here and nowhere else. */
export const VIEWS = [
  startView,
  modelsView,
  overviewView,
  explorerView,
  mappingView,
  jobView,
  driftView,
  timeView,
  columnView,
  auditView,
  togetherView,
  qualityView,
  inputsView,
  performanceView,
  calibrationView,
  feedbackView,
  fleetView,
  manifestView,
  breakersView,
  alertsView,
  latencyView,
  readinessView,
  baselinesView,
  modelMappingView,
  importsView,
  importView,
  storageView,
  trailView,
  sinksView,
  labView,
  workspacesView,
  settingsView,
] as const

/** The time spine across the top of everything about a model; null as long as there is none. */
export const SPINE: SpineLoader | null = () =>
  import('../views/spine/Spine.tsx').then(({ Spine }) => ({ default: Spine }))
