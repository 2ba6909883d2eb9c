import { z } from 'zod'
import { AppError, ERROR_CODES } from '../domain/errors.ts'
import { say } from '../words/say.ts'

export { AppError, type ErrorCode } from '../domain/errors.ts'

/** An error as data, as it crosses threads, processes and sockets. */
export const errorShape = z.object({
  code: z.enum(ERROR_CODES),
  /** What happened and why, for a person. */
  message: z.string(),
  /** What the person can do about it. */
  mend: z.string(),
})
export type ErrorShape = z.infer<typeof errorShape>

/** Any thrown value as data; what is not an `AppError` becomes `INTERNAL` without its stack. */
export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof AppError) return { code: error.code, message: error.message, mend: error.mend }
  const cause = error instanceof Error ? error.message : String(error)
  return {
    code: 'INTERNAL',
    message: say('error.unexpected', { cause }),
    mend: say('mend.report_doctor'),
  }
}

/** The error that an `ErrorShape` describes. */
export function fromErrorShape(shape: ErrorShape): AppError {
  return new AppError(shape.code, shape.message, shape.mend)
}
