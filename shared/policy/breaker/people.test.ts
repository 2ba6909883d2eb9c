import { describe, expect, test } from 'vitest'
import { override } from './people.ts'
import type { BreakerPolicy } from './policy.ts'
import { enter, servedBy } from './reducer.ts'
import { initialState } from './state.ts'

const policy: BreakerPolicy = {
  model: null,
  by: null,
  conditions: [],
  anyCount: 0,
  cooldownMs: 1_000,
  cooldownMaxMs: 10_000,
  halfOpen: { share: 0.1, minLabelled: 10, closeAbove: 0.8 },
  ladder: ['rules', 'human_review', 'constant'],
  route: null,
  onNoLabels: 'hold',
  maxLabelSilenceMs: null,
  autonomy: 2,
  promisedDelayMs: null,
}
const failed = { kind: 'probes_failed', right: 1, judged: 10 } as const
const over = { kind: 'cooldown_over', cooldownMs: 1_000, early: false } as const
const word = {
  action: 'approve',
  at: 30,
  row: 3,
  by: 'Asha',
  reason: 'rules err too much',
  expiresAt: null,
} as const

/** A breaker whose first return failed. */
function returned(own: BreakerPolicy = policy) {
  const open = enter(own, initialState(own, 0), 'OPEN', 0, 0, failed).state
  const half = enter(own, open, 'HALF_OPEN', 10, 1, over).state
  return enter(own, half, 'OPEN', 20, 2, failed)
}

describe('at autonomy 2 a failed return', () => {
  test('asks for the next fallback, and serves it once a person approves', () => {
    const { state, effects } = returned()
    expect(effects).toContainEqual(expect.objectContaining({ about: 'ladder_wanted' }))
    expect(servedBy(policy, state)).toEqual({ by: 'fallback', fallback: 'rules' })
    const approved = override(policy, state, word)
    expect(approved.effects).toEqual([{ kind: 'serve', by: 'fallback', fallback: 'human_review' }])
    expect(approved.state).toEqual({ ...state, rung: 1, descent: null })
    expect(() => override(policy, approved.state, word)).toThrow('No step of the breaker waits for a person.')
  })

  test('still asks while half-open, and no more once closed', () => {
    const half = enter(policy, returned().state, 'HALF_OPEN', 40, 4, over).state
    expect(override(policy, half, { ...word, at: 50 }).state.rung).toBe(1)
    expect(enter(policy, half, 'CLOSED', 60, 5, over).state).toMatchObject({ rung: 0, descent: null })
  })

  test('asks no further than the last fallback', () => {
    expect(returned({ ...policy, ladder: ['rules'] }).state.descent).toBeNull()
  })
})

test('at autonomy 1 the step that waits comes before the next fallback', () => {
  const careful: BreakerPolicy = { ...policy, autonomy: 1 }
  const { state } = returned(careful)
  const waiting = { ...state, proposal: { to: 'HALF_OPEN', since: 25, cause: over } } as const
  const first = override(careful, waiting, word).state
  expect(first).toMatchObject({ phase: 'HALF_OPEN', rung: 0 })
  expect(override(careful, first, { ...word, at: 31 }).state).toMatchObject({ phase: 'HALF_OPEN', rung: 1 })
})
