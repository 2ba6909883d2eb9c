/** A sample given by whole-number arithmetic: x_i = ((i · step + offset) mod modulus) / scale, ascending. */
export function formulaSample(formula: readonly number[]): Float64Array {
  const [n, step, offset, modulus, scale] = formula
  return Float64Array.from({ length: n }, (_, i) => ((i * step + offset) % modulus) / scale).sort()
}

/** Ascending doubles of a list. */
export function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort()
}
