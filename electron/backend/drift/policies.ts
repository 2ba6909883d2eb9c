import { AppError } from '#shared/domain/errors.ts'
import { DEFAULT_POLICY, type SeverityPolicy } from '#shared/policy/severity-policy.ts'

const POLICIES: readonly SeverityPolicy[] = [DEFAULT_POLICY]

/**
 * The verdict policy of a name; the default one when none is named.
 * @throws AppError `BAD_PARAMS` that lists the known names.
 */
export function policyNamed(name: string = DEFAULT_POLICY.name): SeverityPolicy {
  const policy = POLICIES.find((one) => one.name === name)
  if (policy !== undefined) return policy
  throw new AppError(
    'BAD_PARAMS',
    `There is no verdict policy "${name}".`,
    `Use one of: ${POLICIES.map((one) => one.name).join(', ')}.`,
  )
}
