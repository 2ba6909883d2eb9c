import type { SpineLane, SpineMark } from '#shared/contract/documents/model.ts'
import { breakerLane } from '../../monitors/breakers/spine-lane.ts'
import type { Services } from '../../services.ts'

/** What other parts of the backend put on the spine of a model: lanes of states, and marks. */
export type SpineContribution = { readonly lanes: readonly SpineLane[]; readonly marks: readonly SpineMark[] }

/** Answers for one model; times are UTC milliseconds, the range that the spine shows. */
export type SpineContributor = (
  services: Services,
  model: string,
  range: { readonly start: number; readonly end: number },
) => Promise<SpineContribution>

/** In the order of their lanes, from the top. */
export const SPINE_CONTRIBUTORS: readonly SpineContributor[] = [breakerLane]
