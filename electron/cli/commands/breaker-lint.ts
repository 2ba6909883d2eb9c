import { checkPolicyText, POLICY_KIND } from '#backend/monitors/breakers/policy-file.ts'
import { lintBreaker } from '#shared/policy/breaker/lint/lint.ts'
import { lintCommand } from '../lint/lint-files.ts'

export const breakerLint = lintCommand({
  summary: 'Finds what is wrong with a breaker policy before it is armed, with a counterexample each.',
  details:
    'Ends with 1 when there are findings, with 2 when a policy cannot be read; all that is wrong with its shape is told, one line each.',
  usage: 'P.yaml…',
  help: 'Policies, YAML or JSON.',
  kind: POLICY_KIND,
  read: checkPolicyText,
  lint: lintBreaker,
  clean: 'Nothing is wrong with the policy.',
})
