import type { WindowDocument } from '#shared/contract/documents/window.ts'
import type { BaselineId } from '#shared/domain/ids.ts'
import type { BaselineContent } from '../baselines/content.ts'
import type { FrozenBins } from '../compute/groups/count-by-group.ts'
import type { CountedQuery, ModelProcedures } from '../models/worker-types.ts'
import type { ProfileKey } from '../store/baseline-types.ts'
import type { Selection } from '../store/types.ts'
import type { CountedColumn } from './procedures.ts'
import type { SegmentFiles, SegmentKey } from './segments/types.ts'

/** What the thread is started with. */
export type ProfileWorkerData = { readonly folder: string; readonly cacheBytes: number }

export type WindowQuery = CountedQuery & { readonly window: Selection['window'] }

/** A window's answer without what the main thread knows: the baseline's name, and the time that it took. */
export type WindowAnswer = Pick<
  WindowDocument,
  'columns' | 'summary' | 'rows' | 'pending' | 'covered' | 'aligned'
> & {
  /** Profiles whose files are lost or damaged; they count as pending. */
  readonly damaged: readonly ProfileKey[]
}

/** The thread that holds profiles in memory and answers windows from them. */
export type ProfileWorkerProcedures = ModelProcedures & {
  readonly queryWindow: { readonly params: WindowQuery; readonly result: WindowAnswer }
  readonly countedColumns: {
    readonly params: { readonly baseline: BaselineId }
    readonly result: readonly CountedColumn[]
  }
  /** Reads the counts of some logs into memory. */
  readonly loadLogs: { readonly params: CountedQuery; readonly result: null }
  readonly adoptSegment: { readonly params: SegmentFiles; readonly result: null }
  readonly hasSegment: { readonly params: SegmentKey; readonly result: boolean }
  readonly baselineSource: {
    readonly params: { readonly baseline: BaselineId }
    readonly result: BaselineContent['source']
  }
  /** The bins of a column of a baseline; null where only its missing rows are counted, or it is none of them. */
  readonly columnBins: {
    readonly params: { readonly baseline: BaselineId; readonly column: string }
    readonly result: FrozenBins | null
  }
  /** The canonical text of a baseline. */
  readonly writeContent: { readonly params: BaselineContent; readonly result: string }
}
