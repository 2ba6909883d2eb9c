import { describe, expect, it } from 'vitest'
import { driftSteps } from './timeline.ts'

const EVEN = Float64Array.of(50, 50)
const MOVED = Float64Array.of(80, 20)
const NONE = Float64Array.of(0, 0)
/** (p − ½)·ln(p/½) + (q − ½)·ln(q/½) with p = 80.5/101 and q = 20.5/101: each bin is given half a row. */
const PSI_OF_MOVED = (80.5 / 101 - 0.5) * Math.log(80.5 / 20.5)

describe('the drift of a model in the time of its fleet', () => {
  it('is measured from where its own log begins', () => {
    const steps = driftSteps([...Array(30).fill(NONE), ...Array(20).fill(EVEN), ...Array(10).fill(MOVED)])
    expect(steps[29]).toBeNaN()
    expect(steps[30]).toBe(0)
    expect(steps[49]).toBe(0)
    expect(steps[50]).toBeCloseTo(PSI_OF_MOVED, 12)
  })

  it('is unknown where a step, or what it is compared with, has fewer than 30 rows', () => {
    const few = Float64Array.of(14, 15)
    expect([...driftSteps([...Array(59).fill(EVEN), few])].map(Number.isNaN).lastIndexOf(true)).toBe(59)
    expect([...driftSteps([few, few, NONE, EVEN])].every(Number.isNaN)).toBe(true)
    expect([...driftSteps([NONE, NONE])].every(Number.isNaN)).toBe(true)
  })
})
