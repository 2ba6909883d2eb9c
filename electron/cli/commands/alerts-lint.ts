import { parseRulesText } from '#backend/monitors/alerts/rule-file.ts'
import { lintAlerts } from '#shared/policy/alerts/lint/lint.ts'
import { lintCommand } from '../lint/lint-files.ts'

export const alertsLint = lintCommand({
  summary: 'Finds what is wrong with alert rules before they are saved, with a counterexample each.',
  details: 'Ends with 1 when there are findings, with 2 when the file cannot be read.',
  usage: 'R.yaml…',
  help: 'Files of rules, YAML or JSON.',
  lint: (text, name) => lintAlerts(parseRulesText(text, name)),
  clean: 'Nothing is wrong with the rules.',
})
