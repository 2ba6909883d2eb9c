import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { niceEnd } from '../../charts/nice-ticks.ts'

/** The verdicts that at least one rule gives, each once, in the order of the rules. */
export function verdictsOf({ policies }: ColumnAuditDocument): readonly Verdict[] {
  return [...new Set(policies.map(({ verdict }) => verdict))]
}

export type StripDot = { readonly zeroRule: string; readonly psi: number | null; readonly main: boolean }
export type StripLine = { readonly binning: string; readonly dots: readonly StripDot[] }

export type Strip = {
  readonly lines: readonly StripLine[]
  /** Right end of the axis. */
  readonly end: number
  /** Dots that lie beyond it, the infinite ones included. */
  readonly beyond: number
}

/** Thresholds stay apart to here, whatever the largest value is. */
const LEAST_END = 0.3
const FARTHEST = 2

/**
 * PSI of every binning and zero rule as dots on one axis. It reaches twice as far as the default's value, so
 * that one rule that explodes does not press the others together.
 */
export function stripOf({ binnings }: ColumnAuditDocument, defaultZeroRule: string): Strip {
  const lines = binnings.map(({ binning, zero_rules }, index) => ({
    binning,
    dots: zero_rules
      .map(({ zero_rule, psi }) => ({
        zeroRule: zero_rule,
        psi,
        main: index === 0 && zero_rule === defaultZeroRule,
      }))
      // Drawn last, so that no other dot covers it.
      .sort((a, b) => Number(a.main) - Number(b.main)),
  }))
  const dots = lines.flatMap((line) => line.dots)
  const main = dots.find((dot) => dot.main)?.psi ?? 0
  const largest = Math.max(0, ...dots.flatMap(({ psi }) => (psi === null ? [] : [psi])))
  const end = niceEnd(Math.max(LEAST_END, Math.min(largest, main * FARTHEST)), 5)
  return { lines, end, beyond: dots.filter(({ psi }) => psi === null || psi > end).length }
}
