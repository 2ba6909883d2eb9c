import { z } from 'zod'
import type { Path } from './document.ts'

/** The shapes that a schema may take at `path`: wrappers are looked through, alternatives are all followed. */
export function shapesAt(schema: z.core.$ZodType, path: Path): readonly z.core.$ZodType[] {
  const [first, ...rest] = path
  return alternatives(schema).flatMap((shape) => {
    if (first === undefined) return [shape]
    if (shape instanceof z.ZodObject) {
      const inner: unknown = shape.shape[String(first)]
      return inner instanceof z.core.$ZodType ? shapesAt(inner, rest) : []
    }
    if (shape instanceof z.ZodArray) return shapesAt(shape.element, rest)
    if (shape instanceof z.ZodRecord) return shapesAt(shape.valueType, rest)
    return []
  })
}

/** Every key that an object may have at `path`. */
export function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const keys = shapesAt(schema, path).flatMap((shape) =>
    shape instanceof z.ZodObject ? Object.keys(shape.shape) : [],
  )
  return [...new Set(keys)]
}

function alternatives(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternatives)
  if (schema instanceof z.ZodPipe) return alternatives(schema.in)
  if (schema instanceof z.ZodLazy) return alternatives(schema.unwrap())
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  return isWrapped ? alternatives(schema.unwrap()) : [schema]
}
