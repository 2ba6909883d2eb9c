import { z } from 'zod'
import { ROLES, TASKS } from '../domain/columns.ts'

/** The mapping file of the command line and what the mapping editor saves: which column plays which role. */
export const mapping = z.strictObject({
  roles: z.record(z.string(), z.enum(ROLES)).default({}),
  model: z.string().min(1).optional(),
  task: z.enum(TASKS).optional(),
  positive: z.union([z.string(), z.number(), z.boolean()]).optional(),
  /** IANA zone in which times without a zone are read. */
  timezone: z.string().optional(),
})
export type Mapping = z.infer<typeof mapping>
