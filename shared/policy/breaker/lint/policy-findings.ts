import type { BreakerCondition, BreakerPolicy } from '../policy.ts'

export type Placed = { readonly condition: BreakerCondition; readonly where: string; readonly index: number }

export function placed({ conditions, anyCount }: BreakerPolicy): Placed[] {
  return conditions.map((condition, index) => ({
    condition,
    index,
    where: index < anyCount ? `any.${index}` : `all.${index - anyCount}`,
  }))
}

export function share(value: number): string {
  return `${Number((value * 100).toPrecision(3))}%`
}
