import { z } from 'zod'

export const DOCTOR_CHECKS = [
  'node',
  'electron',
  'browser',
  'sqlite',
  'duckdb',
  'webgpu',
  'workers',
  'display',
] as const

/** `driftdesk doctor --json`: what is there, what is missing, the mend. */
export const doctorDocument = z.object({
  schema: z.literal('driftdesk.doctor/1'),
  checks: z.array(
    z.object({
      name: z.enum(DOCTOR_CHECKS),
      ok: z.boolean(),
      version: z.string(),
      detail: z.string(),
      mend: z.string(),
    }),
  ),
})
export type DoctorDocument = z.infer<typeof doctorDocument>
export type DoctorCheck = DoctorDocument['checks'][number]
