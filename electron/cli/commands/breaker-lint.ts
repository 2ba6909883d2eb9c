import { parsePolicyText } from '#backend/monitors/breakers/policy-file.ts'
import { lintBreaker } from '#shared/policy/breaker/lint/lint.ts'
import { lintCommand } from '../lint/lint-files.ts'

export const breakerLint = lintCommand({
  summary: 'Finds what is wrong with a breaker policy before it is armed, with a counterexample each.',
  details: 'Ends with 1 when there are findings, with 2 when the policy cannot be read.',
  usage: 'P.yaml…',
  help: 'Policies, YAML or JSON.',
  lint: (text, name) => lintBreaker(parsePolicyText(text, name)),
  clean: 'Nothing is wrong with the policy.',
})
