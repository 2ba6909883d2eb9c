/**
 * Level of what is looked for unasked, in every window, segment, slice and column, run after run. At the usual 5% a
 * healthy model under eight monitors would raise a false alarm in a third of its runs; at one in a thousand each it
 * does in less than one of a hundred. It is the level at which experiments hold a sample-ratio mismatch, for the same
 * reason. Always after the adjustment for the family that was looked at.
 */
export const MONITOR_ALPHA = 0.001
