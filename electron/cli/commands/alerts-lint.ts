import { checkRulesText, RULES_KIND } from '#backend/monitors/alerts/rule-file.ts'
import { lintAlerts } from '#shared/policy/alerts/lint/lint.ts'
import { lintCommand } from '../lint/lint-files.ts'

export const alertsLint = lintCommand({
  summary: 'Finds what is wrong with alert rules before they are saved, with a counterexample each.',
  details:
    'Ends with 1 when there are findings, with 2 when a file cannot be read; all that is wrong with its shape is told, one line each.',
  usage: 'R.yaml…',
  help: 'Files of rules, YAML or JSON.',
  kind: RULES_KIND,
  read: checkRulesText,
  lint: lintAlerts,
  clean: 'Nothing is wrong with the rules.',
})
