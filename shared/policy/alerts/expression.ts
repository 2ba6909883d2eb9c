import { say } from '../../words/say.ts'
import { ALERT_METRICS, type AlertMetric, type AlertUnit, alertMetricOf } from './metrics.ts'

/** A metric, with its column where it needs one. */
export type MetricTerm = { readonly metric: AlertMetric; readonly column: string | null }

type Operator = '+' | '-' | '*' | '/'
type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'term'; readonly term: number }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negate'; readonly of: Node }

/** Arithmetic over metrics: `latency_p99 - latency_p50`, `psi(amount)`. */
export type MetricExpression = {
  /** As it was written. */
  readonly text: string
  /** Each metric once. */
  readonly terms: readonly MetricTerm[]
  readonly root: Node
}

export type ExpressionFault = { readonly what: string; readonly name?: string }

const MOST_DEPTH = 40
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|([()+\-*/×÷])|("(?:[^"\\]|\\.)*"))/y

/**
 * Reads an expression: numbers, metrics, + − × ÷ and parentheses; a metric takes its column in parentheses, `psi(amount)`
 * or `psi("order value")`, or from `column`.
 */
export function parseExpression(text: string, column: string | null): MetricExpression | ExpressionFault {
  const tokens = tokensOf(text)
  if (tokens === null) return { what: `"${text}" is no expression over metrics` }
  const terms: MetricTerm[] = []
  let at = 0
  let depth = 0
  const fail = (what: string, name?: string): never => {
    throw new Refusal(name === undefined ? { what } : { what, name })
  }
  const take = (): string => tokens[at++] ?? ''
  const columnInParentheses = (): string | null => {
    if (tokens[at] !== '(') return null
    at += 1
    const inner: string[] = []
    while (at < tokens.length && tokens[at] !== ')') inner.push(take())
    if (take() !== ')' || inner.length === 0) return fail('a parenthesis is not closed')
    const [only] = inner
    return inner.length === 1 && only.startsWith('"') ? (JSON.parse(only) as string) : inner.join('')
  }
  const primary = (): Node => {
    const token = take()
    if (token === '(') {
      if (++depth > MOST_DEPTH) return fail('it is nested too deeply')
      const inner = sum()
      if (take() !== ')') return fail('a parenthesis is not closed')
      depth -= 1
      return inner
    }
    if (token === '-') {
      if (++depth > MOST_DEPTH) return fail('it is nested too deeply')
      const of = primary()
      depth -= 1
      return { kind: 'negate', of }
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) }
    if (!/^[A-Za-z_]/.test(token)) return fail(`"${text}" is no expression over metrics`)
    const metric = alertMetricOf(token)
    if (metric === null) return fail(`there is no metric "${token}"`, token)
    const { needsColumn } = ALERT_METRICS[metric]
    const own = columnInParentheses()
    const named = own ?? (needsColumn ? column : null)
    if (needsColumn && named === null) return fail(`${metric} needs a column: ${metric}(amount), or "column"`)
    if (!needsColumn && own !== null) return fail(`${metric} has no column`)
    const known = terms.findIndex((term) => term.metric === metric && term.column === named)
    if (known >= 0) return { kind: 'term', term: known }
    terms.push({ metric, column: named })
    return { kind: 'term', term: terms.length - 1 }
  }
  const product = (): Node => {
    let left = primary()
    while (tokens[at] === '*' || tokens[at] === '/') {
      const operator = take() as Operator
      left = { kind: 'binary', operator, left, right: primary() }
    }
    return left
  }
  const sum = (): Node => {
    let left = product()
    while (tokens[at] === '+' || tokens[at] === '-') {
      const operator = take() as Operator
      left = { kind: 'binary', operator, left, right: product() }
    }
    return left
  }
  try {
    const root = sum()
    if (at < tokens.length) return { what: `"${text}" is no expression over metrics` }
    if (terms.length === 0) return { what: `"${text}" names no metric` }
    return { text: text.trim(), terms, root }
  } catch (error) {
    if (error instanceof Refusal) return error.fault
    throw error
  }
}

class Refusal extends Error {
  readonly fault: ExpressionFault
  constructor(fault: ExpressionFault) {
    super(fault.what)
    this.fault = fault
  }
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text)
    if (found === null) return null
    const [, number, name, symbol, quoted] = found
    tokens.push((number ?? name ?? quoted ?? symbol).replace('×', '*').replace('÷', '/'))
  }
  return tokens
}

/** The value of an expression where its terms have `values`; NaN where one of them is unknown or something is over 0. */
export function evaluateExpression(
  { root, terms }: MetricExpression,
  values: (term: number) => number,
): number {
  if (terms.length === 1 && root.kind === 'term') return values(0)
  const of = (node: Node): number => {
    switch (node.kind) {
      case 'number':
        return node.value
      case 'term':
        return values(node.term)
      case 'negate':
        return -of(node.of)
      case 'binary': {
        const left = of(node.left)
        const right = of(node.right)
        if (node.operator === '+') return left + right
        if (node.operator === '-') return left - right
        if (node.operator === '*') return left * right
        return right === 0 ? Number.NaN : left / right
      }
    }
  }
  return of(root)
}

/** The unit of an expression; what does not go together where there is none. */
export function unitOf({ root, terms }: MetricExpression): AlertUnit | { readonly mismatch: string } {
  const unit = (node: Node): AlertUnit => {
    switch (node.kind) {
      case 'number':
        return 'number'
      case 'term':
        return ALERT_METRICS[terms[node.term].metric].unit
      case 'negate':
        return unit(node.of)
      case 'binary':
        return combined(node.operator, unit(node.left), unit(node.right))
    }
  }
  try {
    return unit(root)
  } catch (error) {
    if (error instanceof Refusal) return { mismatch: error.fault.what }
    throw error
  }
}

function combined(operator: Operator, left: AlertUnit, right: AlertUnit): AlertUnit {
  if (left === right) return operator === '/' ? 'number' : sameOf(operator, left)
  const plain = (unit: AlertUnit) => unit === 'number' || unit === 'share'
  if (operator === '*') {
    if (plain(left)) return plain(right) ? 'number' : right
    if (plain(right)) return left
  }
  if (operator === '/' && plain(right)) return left === 'share' ? 'number' : left
  throw new Refusal({ what: say(`unit.cannot.${operator}`, { left, right }) })
}

function sameOf(operator: Operator, unit: AlertUnit): AlertUnit {
  if (operator !== '*' || unit === 'number' || unit === 'share') return unit
  throw new Refusal({ what: say('unit.cannot.*', { left: unit, right: unit }) })
}
