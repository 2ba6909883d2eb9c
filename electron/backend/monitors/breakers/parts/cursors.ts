import type { BreakerEffect } from '#shared/policy/breaker/effects.ts'
import { type Override, override } from '#shared/policy/breaker/people.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import type { BreakerState, Phase } from '#shared/policy/breaker/state.ts'
import { causeText } from '#shared/policy/breaker/words.ts'
import { say } from '#shared/words/say.ts'
import type { BreakerCursor } from '../replay/cursor.ts'

/** Where the breaker of a model stands, with those of each value where its policy asks for them. */
export type LiveCursor = BreakerCursor & { readonly parts?: Readonly<Record<string, PartCursor>> }
/** `lastRow`: the newest row of the value, counted over all values; −1 before the first. */
export type PartCursor = BreakerCursor & { readonly lastRow: number }

/** An effect of the breaker of one value; without `part` of the only one. */
export type PartEffect = BreakerEffect & { readonly part?: string }

const SEVERITY: Readonly<Record<Phase, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 }

/**
 * The breaker of the model where each value has one of its own: it stands as the worst of them, so that a serving system
 * that does not ask for a value is safe. People's force is its own, and stands above all.
 */
export function togetherOf(root: BreakerCursor, parts: Readonly<Record<string, PartCursor>>): LiveCursor {
  const all = Object.values(parts)
  if (all.length === 0) return { ...root, parts }
  const worst = worstOf(all)
  const first = <T>(of: (state: BreakerState) => T | null): T | null =>
    all.reduce<T | null>((found, { state }) => found ?? of(state), null)
  return {
    ...root,
    parts,
    state: {
      ...worst.state,
      // Rows are counted over all values.
      sinceRow: root.state.sinceRow,
      freshRow: root.state.freshRow,
      blind: all.some(({ state }) => state.blind),
      proposal: first(({ proposal }) => proposal),
      descent: first(({ descent }) => descent),
      force: root.state.force,
    },
  }
}

/** The first of those that are in the most severe state. */
export function worstOf(cursors: readonly BreakerCursor[]): BreakerCursor {
  return cursors.reduce((worst, one) =>
    SEVERITY[one.state.phase] > SEVERITY[worst.state.phase] ? one : worst,
  )
}

/** A cause with the value whose breaker moved. */
export function partCause(
  policy: BreakerPolicy,
  effect: PartEffect & { readonly kind: 'transition' },
): string {
  const cause = causeText(policy, effect.cause)
  return effect.part === undefined
    ? cause
    : say('cause.part', { column: policy.by ?? '', value: effect.part, cause })
}

/** A transition as the model's history tells it. */
export type ToldTransition = Pick<
  PartEffect & { readonly kind: 'transition' },
  'at' | 'row' | 'from' | 'to' | 'cause'
> & {
  readonly told: string
}

/**
 * The transitions of a breaker as its history keeps them. Where each value has a breaker of its own the history is that of
 * the model, which stands as the worst of them, and the cause says which value moved and how; under a person's force
 * nothing is told, as of a single breaker.
 */
export function transitionsOf(
  policy: BreakerPolicy,
  before: LiveCursor,
  effects: readonly PartEffect[],
): ToldTransition[] {
  const phases = new Map(Object.entries(before.parts ?? {}).map(([value, { state }]) => [value, state.phase]))
  const worst = (): Phase =>
    [...phases.values()].reduce<Phase>((most, one) => (SEVERITY[one] > SEVERITY[most] ? one : most), 'CLOSED')
  return effects.flatMap((effect) => {
    if (effect.kind !== 'transition') return []
    const { at, row, from, to, cause, part } = effect
    if (part === undefined) return [{ at, row, from, to, cause, told: causeText(policy, cause) }]
    if (before.state.force !== null || !isPhase(to)) return []
    const was = worst()
    phases.set(part, to)
    const told = say('cause.part_moved', {
      column: policy.by ?? '',
      value: part,
      from,
      to,
      cause: causeText(policy, cause),
    })
    return [{ at, row, from: was, to: worst(), cause, told }]
  })
}

function isPhase(state: string): state is Phase {
  return state in SEVERITY
}

/** Lets the steps happen that wait for a person, of all values. */
export function approveParts(
  policy: BreakerPolicy,
  cursor: LiveCursor,
  word: Override,
): { readonly cursor: LiveCursor; readonly effects: readonly PartEffect[] } {
  const effects: PartEffect[] = []
  const parts = Object.fromEntries(
    Object.entries(cursor.parts ?? {}).map(([value, part]) => {
      if (part.state.proposal === null && part.state.descent === null) return [value, part]
      const moved = override(policy, part.state, { ...word, row: part.rows - 1 })
      for (const effect of moved.effects) {
        effects.push(
          effect.kind === 'transition'
            ? { ...effect, row: word.row, part: value }
            : { ...effect, part: value },
        )
      }
      return [value, { ...part, state: moved.state }]
    }),
  )
  if (effects.length === 0) override(policy, { ...cursor.state, proposal: null, descent: null }, word)
  return { cursor: togetherOf(cursor, parts), effects }
}

/** What happens at the same time is told in the order of the values' names, live as in replay. */
export function byTime(a: PartEffect, b: PartEffect): number {
  const [first, second] = [a.part ?? '', b.part ?? '']
  return timeOf(a) - timeOf(b) || (first < second ? -1 : first > second ? 1 : 0)
}

function timeOf(effect: BreakerEffect): number {
  return effect.kind === 'serve' ? Number.NEGATIVE_INFINITY : effect.at
}
