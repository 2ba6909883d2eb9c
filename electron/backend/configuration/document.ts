import { createRequire } from 'node:module'
import type { Node, Pair } from 'yaml'

const require = createRequire(import.meta.url)

/** Seventy modules: loaded with the first document that is read, not with every start of the program. */
const yaml = (): typeof import('yaml') => require('yaml')

/** Where something stands in a file; both count from 1. */
export type Position = { readonly line: number; readonly column: number }
/** Keys and indices from the top of a document. */
export type Path = readonly (string | number)[]
/** What is wrong with a document, and where. */
export type ConfigurationFault = Position & {
  /** The part that is wrong, `any.0.window`; empty for the document itself. */
  readonly where: string
  readonly what: string
}
/** A document without a shape: plain values, and where each of them stands. */
export type ConfigurationDocument = {
  readonly value: unknown
  /** Where the key of `path` stands, or the deepest part of `path` that is in the file. */
  positionOf(path: Path): Position
}

/** Bounds of a document: a configuration is written by a person. */
export const MOST_CHARACTERS = 100_000
const MOST_NODES = 20_000
const MOST_DEPTH = 24

/**
 * One YAML or JSON document as plain values. JSON is read as the YAML that it is. Refused with their place: what is
 * no YAML, several documents, a key twice, keys that are no text, anchors, aliases and merges (so nothing expands),
 * tags of its own, text beyond 100,000 characters, 24 levels or 20,000 values.
 */
export function parseConfiguration(text: string): ConfigurationDocument | ConfigurationFault {
  const nowhere = { line: 1, column: 1, where: '' }
  if (text.length > MOST_CHARACTERS) {
    return { ...nowhere, what: `it is longer than ${MOST_CHARACTERS} characters` }
  }
  const tooDeep = depthFault(text)
  if (tooDeep !== null) return tooDeep
  const { LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    // The library compares each key with each; `plainOf` finds the same ones in one pass.
    uniqueKeys: false,
    prettyErrors: false,
  })
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) return { ...at(fault.pos[0]), where: '', what: sentence(fault.message) }
  const root = document.contents
  const plain = plainOf(root)
  if ('fault' in plain) {
    const { node, path, what } = plain.fault
    return { ...at(node?.range?.[0] ?? 0), where: path.join('.'), what }
  }
  return {
    value: plain.value,
    positionOf: (path) => at(offsetOf(root, path)),
  }
}

type PlainFault = { readonly node: Node | null; readonly path: Path; readonly what: string }
type Plain = { readonly value: unknown } | { readonly fault: PlainFault }

function plainOf(root: Node | null): Plain {
  const { isAlias, isMap, isScalar, isSeq } = yaml()
  let nodes = 0
  const visit = (node: Node | null, path: Path): Plain => {
    const refuse = (what: string, where = node): Plain => ({ fault: { node: where, path, what } })
    nodes += 1
    if (nodes > MOST_NODES) return refuse(`it holds more than ${MOST_NODES} values`)
    if (path.length > MOST_DEPTH) return refuse(`it is nested deeper than ${MOST_DEPTH} levels`)
    if (node === null) return { value: null }
    if (isAlias(node)) return refuse('anchors and aliases are not taken')
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
      return refuse('anchors and aliases are not taken')
    }
    if (isScalar(node)) {
      const { value } = node
      if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return { value }
      return refuse('only text, numbers, true, false and null are taken')
    }
    if (isSeq(node)) {
      const items: unknown[] = []
      for (const [index, item] of node.items.entries()) {
        const plain = visit(item as Node | null, [...path, index])
        if ('fault' in plain) return plain
        items.push(plain.value)
      }
      return { value: items }
    }
    if (!isMap(node)) return refuse('only lists and keys with values are taken')
    const entries = new Map<string, unknown>()
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      const { key } = pair
      if (!isScalar(key) || (typeof key.value !== 'string' && typeof key.value !== 'number')) {
        return refuse('a key has to be text', key ?? node)
      }
      const name = String(key.value)
      if (key.anchor !== undefined) return refuse('anchors and aliases are not taken', key)
      if (name === '__proto__') return refuse('there is no key "__proto__"', key)
      if (entries.has(name)) return refuse(`the key "${name}" is there twice`, key)
      const plain = visit(pair.value, [...path, name])
      if ('fault' in plain) return plain
      entries.set(name, plain.value)
    }
    return { value: Object.fromEntries(entries) }
  }
  return visit(root, [])
}

/** The offset of the key of `path`, or of the deepest part of it that is there. */
function offsetOf(root: Node | null, path: Path): number {
  const { isMap, isScalar, isSeq } = yaml()
  let node = root
  let offset = firstOffset(root)
  for (const part of path) {
    if (isMap(node)) {
      const pairs = node.items as Pair<Node | null, Node | null>[]
      const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (pair === undefined) return offset
      offset = pair.key?.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | null | undefined
      if (item === undefined || item === null) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  return offset
}

function firstOffset(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

/**
 * Refuses what would send a recursive parser deep: indicators that can nest on one line, and indentation. An upper
 * bound of the depth is enough, since no configuration comes near it; brackets in quoted text are not counted.
 */
function depthFault(text: string): ConfigurationFault | null {
  const bound = 4 * MOST_DEPTH
  let open = 0
  let line = 0
  for (const content of text.split('\n')) {
    line += 1
    const compact = /^[\s\-?:]*/.exec(content)?.[0].replace(/[^-?:]/g, '').length ?? 0
    const bare = content.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')
    for (const character of bare) {
      if (character === '[' || character === '{') open += 1
      else if (character === ']' || character === '}') open = Math.max(0, open - 1)
      if (open > bound) break
    }
    if (open > bound || (compact > bound && !/^-{3,}\s*$/.test(content))) {
      return { line, column: 1, where: '', what: `it is nested deeper than ${MOST_DEPTH} levels` }
    }
  }
  return null
}

/** The first sentence of a message of the YAML library, without the place that it names. */
function sentence(message: string): string {
  return message
    .split('\n')[0]
    .replace(/ at line \d+.*$/, '')
    .replace(/; please use .*$/, '')
    .replace(/:$/, '')
}
