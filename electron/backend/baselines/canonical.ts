/**
 * One text for one value: keys sorted by code unit, no spaces, numbers in their shortest form, −0 as 0. Typed arrays
 * are lists; keys whose value is undefined are left out, as in JSON.
 * @throws TypeError for NaN, infinite numbers, and what JSON does not have.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical text`)
    return String(value === 0 ? 0 : value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (ArrayBuffer.isView(value) && 'length' in value) {
    return `[${Array.from(value as Float64Array, canonicalJson).join(',')}]`
  }
  if (typeof value !== 'object' || value instanceof Set || value instanceof Map) {
    throw new TypeError(`${typeof value} has no canonical text`)
  }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`
}
