/**
 * Writes modules of WebAssembly, whose instructions on two doubles or four whole numbers at once JavaScript does not have. Code is a list of
 * bytes; an instruction takes the code of its operands, so that expressions nest as they do elsewhere.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 */
export type Code = readonly number[]

/** The bytes of an unsigned number, seven bits each, the last without its top bit (LEB128). */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return [...bytes, rest]
}

/** The same of a number of 32 bits with its sign. */
function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  while (rest < -0x40 || rest >= 0x40) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>= 7
  }
  return [...bytes, rest & 0x7f]
}

const sized = (parts: readonly Code[]): number[] => [...unsigned(parts.length), ...parts.flat()]
const withLength = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes]
const doubleBytes = (value: number): Code => [...new Uint8Array(Float64Array.of(value).buffer)]

type Unary = (value: Code) => Code
type Binary = (left: Code, right: Code) => Code
type Load = (address: Code, offset?: number) => Code
type Store = (address: Code, value: Code, offset?: number) => Code

const unary =
  (...opcode: number[]): Unary =>
  (value) => [...value, ...opcode]
const binary =
  (...opcode: number[]): Binary =>
  (left, right) => [...left, ...right, ...opcode]
const load =
  (...opcode: number[]): Load =>
  (address, offset = 0) => [...address, ...opcode, 0, ...unsigned(offset)]
const store =
  (...opcode: number[]): Store =>
  (address, value, offset = 0) => [...address, ...value, ...opcode, 0, ...unsigned(offset)]
const onVector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)]

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  loadByte: load(0x2d),
  lessThan: binary(0x49),
  add: binary(0x6a),
  multiply: binary(0x6c),
  shiftLeft: binary(0x74),
}

export const f64 = {
  load: load(0x2b),
  store: store(0x39),
  add: binary(0xa0),
  multiply: binary(0xa2),
}

/** Two doubles, lane by lane. */
export const f64x2 = {
  const: (value: number): Code => [...onVector(0x0c), ...doubleBytes(value), ...doubleBytes(value)],
  load: load(...onVector(0x00)),
  /** One double of the memory in both lanes. */
  loadSplat: load(...onVector(0x0a)),
  store: store(...onVector(0x0b)),
  splat: unary(...onVector(0x14)),
  lane: (value: Code, lane: 0 | 1): Code => [...value, ...onVector(0x21), lane],
  negate: unary(...onVector(0xed)),
  squareRoot: unary(...onVector(0xef)),
  add: binary(...onVector(0xf0)),
  subtract: binary(...onVector(0xf1)),
  multiply: binary(...onVector(0xf2)),
  /** The larger one, the first where either is not a number. */
  atLeast: binary(...onVector(0xf7)),
}

/** The bits of two doubles as whole numbers. */
export const i64x2 = {
  shiftLeft: binary(...onVector(0xcb)),
  add: binary(...onVector(0xce)),
  /** 64-bit products of the first two lanes of 32 bits without a sign, and of the last two. */
  multiplyLow: binary(...onVector(0xde)),
  multiplyHigh: binary(...onVector(0xdf)),
}

export type Four = readonly [number, number, number, number]

/** Four whole numbers of 32 bits, lane by lane. */
export const i32x4 = {
  const: (...lanes: Four): Code => [...onVector(0x0c), ...new Uint8Array(Int32Array.from(lanes).buffer)],
  load: load(...onVector(0x00)),
  /** One word of the memory in all lanes. */
  loadSplat: load(...onVector(0x09)),
  store: store(...onVector(0x0b)),
  splat: unary(...onVector(0x11)),
  xor: binary(...onVector(0x51)),
  add: binary(...onVector(0xae)),
  subtract: binary(...onVector(0xb1)),
  /** −1 in lanes where the first is greater, as numbers with a sign, else 0. */
  greater: binary(...onVector(0x3b)),
  /** The lanes of these numbers among the first's four and the second's, 4 to 7. */
  shuffle: (first: Code, second: Code, lanes: Four): Code => [
    ...first,
    ...second,
    ...onVector(0x0d),
    ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)),
  ],
}

const TYPES = { i32: 0x7f, f64: 0x7c, f64x2: 0x7b, i32x4: 0x7b } as const
type Type = keyof typeof TYPES

/** A parameter or local variable. */
export type Variable = {
  readonly get: Code
  readonly set: (value: Code) => Code
}

export const code = (...parts: readonly (Code | readonly Code[])[]): Code => parts.flat(2)

/** Adds to a variable of whole numbers. */
export const advance = (variable: Variable, by: Code): Code => variable.set(i32.add(variable.get, by))

/** Runs `body`, which advances `variable`, for as long as that is below `end`. */
export function whileBelow(variable: Variable, end: Code, body: Code): Code {
  const goesOn = i32.lessThan(variable.get, end)
  const VOID = 0x40
  const [IF, LOOP, END, BRANCH_IF] = [0x04, 0x03, 0x0b, 0x0d]
  return [...goesOn, IF, VOID, LOOP, VOID, ...body, ...goesOn, BRANCH_IF, 0, END, END]
}

/** A function without a result. */
export type Function = {
  readonly name: string
  readonly parameters: readonly Type[]
  readonly locals: readonly Type[]
  readonly body: Code
}

/** Defines a function: `parameters` are handed to `build` in their order, and `local` makes variables. */
export function define<const Parameters extends readonly Type[]>(
  name: string,
  parameters: Parameters,
  build: (
    local: (type: Type) => Variable,
    ...variables: { readonly [Index in keyof Parameters]: Variable }
  ) => Code,
): Function {
  const locals: Type[] = []
  const variable = (index: number): Variable => ({
    get: [0x20, ...unsigned(index)],
    set: (value) => [...value, 0x21, ...unsigned(index)],
  })
  const local = (type: Type): Variable => variable(parameters.length + locals.push(type) - 1)
  const own = parameters.map((_, index) => variable(index)) as {
    readonly [Index in keyof Parameters]: Variable
  }
  const body = build(local, ...own)
  return { name, parameters, locals, body }
}

/** The bytes of a module that imports its memory as `env.memory` and exports all functions by their names. */
export function assemble(functions: readonly Function[]): Uint8Array<ArrayBuffer> {
  const text = (value: string): Code => withLength(Array.from(value, (letter) => letter.charCodeAt(0)))
  const section = (id: number, parts: readonly Code[]): Code => [id, ...withLength(sized(parts))]
  const types = functions.map(({ parameters }) => [
    0x60,
    ...sized(parameters.map((type) => [TYPES[type]])),
    0,
  ])
  const bodies = functions.map(({ locals, body }) =>
    withLength([...sized(locals.map((type) => [1, TYPES[type]])), ...body, 0x0b]),
  )
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [[...text('env'), ...text('memory'), 2, 0, 1]]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]),
    ),
    ...section(10, bodies),
  ])
}
