import type {
  CALIBRATION_BINNINGS,
  CALIBRATION_NORMS,
  CalibrationDocument,
} from '#shared/contract/documents/calibration.ts'
import type { GivenMeaning, ScoredLogTask } from '../scored-log/types.ts'

export type MeasureCalibrationTask = {
  readonly log: ScoredLogTask
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
  readonly window: string | undefined
  readonly by: readonly string[] | undefined
  readonly bins: number | undefined
  readonly binning: (typeof CALIBRATION_BINNINGS)[number]
  readonly norm: (typeof CALIBRATION_NORMS)[number]
  readonly seed: number
  readonly cancelFlag: Int32Array
}

/** The document without what the main thread knows. */
export type MeasuredCalibration = Omit<CalibrationDocument, 'schema' | 'model' | 'assumptions' | 'engine'>
