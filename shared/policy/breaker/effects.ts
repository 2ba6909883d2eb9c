import type { Cause, Phase, ReportedState } from './state.ts'

/** What the world is to do or to know. */
export type BreakerEffect =
  | {
      readonly kind: 'transition'
      readonly at: number
      readonly row: number
      readonly from: ReportedState
      readonly to: ReportedState
      readonly cause: Cause
    }
  /** The reducer moved under a force; nothing is served differently. */
  | {
      readonly kind: 'underneath'
      readonly at: number
      readonly row: number
      readonly from: Phase
      readonly to: Phase
      readonly cause: Cause
    }
  /** Rows go there from now on. */
  | { readonly kind: 'serve'; readonly by: 'model' | 'fallback' | 'probes'; readonly fallback: string | null }
  | {
      readonly kind: 'alert'
      readonly at: number
      readonly about:
        | 'opened'
        | 'closed'
        | 'labels_silent'
        | 'labels_back'
        | 'approval_wanted'
        | 'ladder_wanted'
      readonly cause: Cause | null
    }
