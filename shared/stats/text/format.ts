/** A number in at most `digits` significant digits, without trailing zeros or needless exponents. */
export function plainNumber(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'not a number' : x > 0 ? '∞' : '−∞'
  const rounded = Number(x.toPrecision(digits))
  return String(Object.is(rounded, -0) ? 0 : rounded).replace('-', '−')
}

/** A share as a percentage with one decimal at most. */
export function plainPercent(share: number): string {
  const percent = share * 100
  const rounded = Math.abs(percent) >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))
  return `${plainNumber(rounded, 6)}%`
}

/** A whole number with thin groups of three: 12,345. */
export function plainCount(n: number): string {
  const digits = String(Math.round(n))
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A p-value for a sentence: `p = 0.03`, or `p < 0.001`. */
export function plainProbability(p: number, name = 'p'): string {
  return p < 0.001 ? `${name} < 0.001` : `${name} = ${plainNumber(p, 2)}`
}
