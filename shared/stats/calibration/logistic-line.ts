/** A fitted line on the logit scale, P(y = 1) = 1/(1 + exp(−(intercept + slope·x))), with the inverse Hessian. */
export interface LogisticLine {
  readonly intercept: number
  readonly slope: number
  readonly interceptVariance: number
  readonly slopeVariance: number
  readonly covariance: number
}

const ITERATIONS = 100
const TOLERANCE = 1e-11

/** −log likelihood of targets t in [0, 1] at linear predictors; the stable form of ln(1 + eᶻ) − t·z. */
function loss(z: number, target: number): number {
  return (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))) - target * z
}

/**
 * Logistic regression of targets (labels, or soft ones in [0, 1]) on one covariate, by Newton's method with step
 * halving. Null where the likelihood has no finite maximum (the covariate separates the classes, a class is missing,
 * or the covariate is constant).
 */
export function fitLogisticLine(x: ArrayLike<number>, targets: ArrayLike<number>): LogisticLine | null {
  const n = x.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += x[i] / n
  let spread = 0
  for (let i = 0; i < n; i++) spread += (x[i] - mean) ** 2 / n
  const scale = Math.sqrt(spread)
  if (n === 0 || !(scale > 1e-12 * Math.max(1, Math.abs(mean)))) return null

  // The fit runs on (x − mean)/scale, where the Hessian is well conditioned.
  const total = (a: number, b: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += loss(a + b * ((x[i] - mean) / scale), targets[i])
    return sum
  }
  let a = 0
  let b = 0
  let current = total(a, b)
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    let ga = 0
    let gb = 0
    let haa = 0
    let hab = 0
    let hbb = 0
    for (let i = 0; i < n; i++) {
      const u = (x[i] - mean) / scale
      const p = 1 / (1 + Math.exp(-(a + b * u)))
      const gap = p - targets[i]
      const w = p * (1 - p)
      ga += gap
      gb += gap * u
      haa += w
      hab += w * u
      hbb += w * u * u
    }
    const determinant = haa * hbb - hab * hab
    if (!(determinant > 1e-12 * haa * hbb) || haa < 1e-9) return null
    const stepA = (hbb * ga - hab * gb) / determinant
    const stepB = (haa * gb - hab * ga) / determinant
    const decrement = ga * stepA + gb * stepB
    if (Math.max(Math.abs(stepA), Math.abs(stepB)) < TOLERANCE * (1 + Math.abs(a) + Math.abs(b))) {
      return {
        intercept: a - (b * mean) / scale,
        slope: b / scale,
        interceptVariance: (hbb + 2 * (mean / scale) * hab + (mean / scale) ** 2 * haa) / determinant,
        slopeVariance: haa / determinant / spread,
        covariance: (-hab - (mean / scale) * haa) / determinant / scale,
      }
    }
    // Near the minimum the loss no longer tells steps apart; there Newton's full step is safe.
    let size = 1
    if (decrement > 1e-6) {
      let next = total(a - stepA, b - stepB)
      while (!(next <= current) && size > 1e-6) {
        size /= 2
        next = total(a - size * stepA, b - size * stepB)
      }
      current = next
    }
    a -= size * stepA
    b -= size * stepB
    if (Math.abs(a) + Math.abs(b) > 1e4) return null
  }
  return null
}

/** The intercept that fits best when the slope is held at one: logistic regression with `offsets`. */
export function fitLogisticIntercept(
  offsets: ArrayLike<number>,
  targets: ArrayLike<number>,
): { readonly intercept: number; readonly variance: number } | null {
  const n = offsets.length
  let wanted = 0
  for (let i = 0; i < n; i++) wanted += targets[i]
  if (wanted <= 0 || wanted >= n) return null
  let low = -100
  let high = 100
  let a = 0
  for (let iteration = 0; iteration < ITERATIONS * 2; iteration++) {
    let sum = 0
    let weight = 0
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-(a + offsets[i])))
      sum += p
      weight += p * (1 - p)
    }
    if (sum > wanted) high = a
    else low = a
    const step = weight > 0 ? (wanted - sum) / weight : 0
    let next = a + step
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - a) <= TOLERANCE) return { intercept: next, variance: 1 / weight }
    a = next
  }
  return null
}
