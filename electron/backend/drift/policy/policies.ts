import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { DEFAULT_POLICY, SEVERITY_POLICIES, type SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import { readConfigurationFile } from '../../configuration/read-file.ts'
import type { FileGrants } from '../../files/grants.ts'
import { parsePolicy } from './policy-file.ts'

const NAMES = SEVERITY_POLICIES.map(({ name }) => name)

/**
 * The verdict policy of a comparison: the one in the file, the one of the name, else the default.
 * @throws AppError `BAD_PARAMS` for a name that is not known, with the nearest one, for both a name and a file, and
 * for a file that does not hold a policy; `FILE_UNREADABLE`; `INPUT_TOO_LARGE`.
 */
export async function policyOf(
  { policy, policy_file }: Pick<ParsedParams<'drift.run'>, 'policy' | 'policy_file'>,
  grants: FileGrants,
): Promise<SeverityPolicy> {
  if (policy_file === undefined) return policyNamed(policy)
  if (policy !== undefined) {
    throw new AppError(
      'BAD_PARAMS',
      'There are two verdict policies, a name and a file.',
      'Give one of them.',
    )
  }
  const [file] = grants.resolve([policy_file])
  const text = await readConfigurationFile(file.path, file.name)
  return parsePolicy(text, file.name)
}

/**
 * The verdict policy of a name; the default one when none is named.
 * @throws AppError `BAD_PARAMS` that names the nearest one and lists all.
 */
export function policyNamed(name: string = DEFAULT_POLICY.name): SeverityPolicy {
  const policy = SEVERITY_POLICIES.find((one) => one.name === name)
  if (policy !== undefined) return policy
  const close = nearest(name, NAMES)
  throw new AppError(
    'BAD_PARAMS',
    `There is no verdict policy "${name}".${close === null ? '' : ` Did you mean "${close}"?`}`,
    say('mend.use_one_of', { names: NAMES }),
  )
}
