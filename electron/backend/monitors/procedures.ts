import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import type { MeasureCalibrationTask, MeasuredCalibration } from './calibration/procedures.ts'
import type { MeasuredFeedback, MeasureFeedbackTask } from './feedback/procedures.ts'
import type { CombineTask } from './fleet/combine.ts'
import type { MeasuredMember, MeasureMemberTask } from './fleet/procedures.ts'
import type { FleetRelations, RelateTask } from './fleet/relate.ts'
import type {
  MeasuredPerformance,
  MeasurePerformanceTask,
  PerformanceProgress,
} from './performance/procedures.ts'
import type { MeasuredSkew, MeasureSkewTask } from './skew/procedures.ts'

/** What a compute worker does for monitors of one model. */
export type MonitorProcedures = {
  readonly measurePerformance: {
    readonly params: MeasurePerformanceTask
    readonly result: MeasuredPerformance
    readonly progress: PerformanceProgress
  }
  readonly measureFeedback: { readonly params: MeasureFeedbackTask; readonly result: MeasuredFeedback }
  readonly measureMember: { readonly params: MeasureMemberTask; readonly result: MeasuredMember }
  readonly relateMembers: { readonly params: RelateTask; readonly result: FleetRelations }
  readonly combineFleet: {
    readonly params: CombineTask
    readonly result: Omit<FleetDocument, 'schema' | 'engine'>
  }
  readonly measureSkew: { readonly params: MeasureSkewTask; readonly result: MeasuredSkew }
  readonly measureCalibration: {
    readonly params: MeasureCalibrationTask
    readonly result: MeasuredCalibration
  }
}
