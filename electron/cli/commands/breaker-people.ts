import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import type { BREAKER_ACTIONS } from '#shared/contract/breaker-operations.ts'
import type { BreakerView } from '#shared/contract/documents/breaker.ts'
import { AppError } from '#shared/domain/errors.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { durationOption } from '../input/duration-option.ts'
import { requireWorkspace } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'
import { safeText } from '../terminal/width.ts'

const MODEL = { usage: 'MODEL', help: 'The model.', minimum: 1, maximum: 1 } as const
const WORKSPACE = { kind: 'text', value: 'DIR', help: 'The workspace of the model.' } as const

export const breakerStatus = defineCommand({
  summary: 'Says how the breaker of a model stands, and why.',
  positionals: MODEL,
  options: { workspace: WORKSPACE },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    const [model = ''] = positionals
    return withBackend(invocation, { workspace, quiet: values.quiet }, async ({ client }) => {
      const { models } = await client.query('models.list', {})
      if (!models.some(({ name }) => name === model)) {
        throw new AppError(
          'NOT_FOUND',
          `There is no model "${model}" in this workspace.`,
          'Import its log first.',
        )
      }
      const { breaker } = await client.query('breakers.get', { model })
      if (values.json) {
        const unarmed = { schema: 'driftdesk.breaker/1', model, state: 'CLOSED', armed: false }
        terminal.out(`${JSON.stringify(breaker === null ? unarmed : { armed: true, ...breaker })}\n`)
      } else terminal.out(breaker === null ? `${safeText(model)} has no breaker.\n` : viewText(breaker))
      return EXIT.done
    })
  },
})

export const breakerArm = defineCommand({
  summary: 'Puts a model under a breaker policy, from its next rows on.',
  positionals: MODEL,
  options: {
    workspace: WORKSPACE,
    policy: { kind: 'text', value: 'P.yaml', help: 'The policy, YAML or JSON.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    const [model = ''] = positionals
    if (values.policy === undefined)
      throw new AppError('USAGE', '--policy is missing.', 'Name the policy file.')
    const text = await readConfigurationFile(resolve(folder, values.policy), values.policy)
    return withBackend(invocation, { workspace, quiet: values.quiet }, async ({ client }) => {
      const breaker = await client.command('breakers.arm', { model, text })
      terminal.out(values.json ? `${JSON.stringify({ armed: true, ...breaker })}\n` : viewText(breaker))
      return EXIT.done
    })
  },
})

export const breakerTrip = wordOf(
  'trip',
  'Opens the breaker of a model by hand: the fallback serves until it is released.',
)
export const breakerRelease = wordOf('release', 'Takes a decision back: what the reducer says holds again.')
export const breakerForceClose = wordOf(
  'force_close',
  'Keeps the breaker of a model closed, whatever its conditions say.',
)
export const breakerApprove = wordOf(
  'approve',
  'Lets the step happen that waits for a person: any at autonomy 1, the next fallback at autonomy 2.',
)

function wordOf(action: (typeof BREAKER_ACTIONS)[number], summary: string): Command {
  return defineCommand({
    summary,
    details: ['The name, the reason and the expiry are kept in the audit chain.'],
    positionals: MODEL,
    options: {
      workspace: WORKSPACE,
      reason: { kind: 'text', value: 'TEXT', help: 'Why.' },
      by: { kind: 'text', value: 'NAME', help: 'Who decides (default: the user of this system).' },
      expires: { kind: 'text', value: '"1 h"', help: 'When the decision ends by itself.' },
    },
    run: async (invocation) => {
      const { values, positionals, terminal, folder } = invocation
      const workspace = requireWorkspace(values.workspace, folder)
      const [model = ''] = positionals
      const { reason } = values
      if (reason === undefined || reason.trim() === '') {
        throw new AppError('USAGE', '--reason is missing.', 'Say why; it is kept in the audit chain.')
      }
      const expires = durationOption('expires', values.expires)
      return withBackend(invocation, { workspace, quiet: values.quiet }, async ({ client }) => {
        const breaker = await client.command('breakers.override', {
          model,
          action,
          reason,
          by: values.by ?? userInfo().username,
          ...(expires === undefined ? {} : { expires_in_seconds: expires / 1_000 }),
        })
        terminal.out(values.json ? `${JSON.stringify({ armed: true, ...breaker })}\n` : viewText(breaker))
        return EXIT.done
      })
    },
  })
}

function viewText(view: BreakerView): string {
  const { force } = view
  return [
    `${safeText(view.model)}: ${view.state}${view.cause === null ? '' : ` (${safeText(view.cause)})`}`,
    `  served by ${view.served_by}${view.fallback === null ? '' : `, fallback ${view.fallback}`}`,
    ...(force === null
      ? []
      : [
          `  forced by ${safeText(force.by)}: ${safeText(force.reason)}${force.expires_at === null ? '' : `, until ${force.expires_at}`}`,
        ]),
    ...(view.proposal === null
      ? []
      : [`  waits for approval: ${view.proposal.to} (${safeText(view.proposal.cause)})`]),
    ...(view.next_fallback === null
      ? []
      : [
          `  waits for approval: fallback ${safeText(view.next_fallback.fallback)} (${safeText(view.next_fallback.cause)})`,
        ]),
    ...(view.labels_silent ? ['  no labels come'] : []),
    ...view.conditions.map(
      ({ text, value, met }) =>
        `  ${met ? 'met' : 'not met'}: ${safeText(text)}${value === null ? ' (too little to say)' : `, now ${Number(value.toPrecision(4))}`}`,
    ),
    '',
  ].join('\n')
}
