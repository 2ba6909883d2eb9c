import type { BREAKER_OPERATIONS } from '#shared/contract/breaker-operations.ts'
import type { Handlers } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { lintBreaker } from '#shared/policy/breaker/lint/lint.ts'
import type { Services } from '../../services.ts'
import { findingViews } from '../lint-views.ts'
import { type ResolvedSource, resolveScoredSource } from '../scored-log/source.ts'
import { BREAKER_HISTORY } from './breakers.ts'
import { checkPolicyText, parsePolicyText } from './policy-file.ts'
import type { ReplayAnswer, ReplayTask } from './worker-types.ts'

/** What the operations on breakers do. */
export function breakerHandlers(services: Services): Pick<Handlers, keyof typeof BREAKER_OPERATIONS> {
  const { breakers, store } = services
  return {
    'breakers.check': ({ text, facts }) => {
      const checked = checkPolicyText(text)
      if ('faults' in checked) return { faults: [...checked.faults], findings: [] }
      const known =
        facts === undefined
          ? undefined
          : {
              rowsPerHour: facts.rows_per_hour,
              labelRate: facts.label_rate,
              labelDelayMs: facts.label_delay_seconds === null ? null : facts.label_delay_seconds * 1_000,
              accuracy: facts.accuracy,
              loopTests: facts.loop_tests,
              valueShares: facts.value_shares,
            }
      return { faults: [], findings: findingViews(lintBreaker(checked.value, known)) }
    },
    'breakers.replay': async ({ source, mapping, ...question }, context) => {
      const parsed = policiesOf(question)
      const resolved = await resolveScoredSource(services, source, mapping, context)
      context.throwIfCancelled()
      return replaysOf(await breakers.replay(resolved.model, taskOf(resolved, parsed, question)))
    },
    'breakers.whatIf': async ({ model, ...question }) => {
      const parsed = policiesOf(question)
      const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
      const resolved = await resolveScoredSource(services, { kind: 'model', model }, undefined, {
        cancelFlag,
        throwIfCancelled: () => undefined,
        report: () => undefined,
      })
      return replaysOf(await breakers.replay(resolved.model, taskOf(resolved, parsed, question)))
    },
    'breakers.list': async () => ({ breakers: await breakers.list() }),
    'breakers.get': async ({ model }) => {
      const transitions = await store.listBreakerTransitions(model, BREAKER_HISTORY)
      return {
        breaker: await breakers.get(model),
        policy: await breakers.policyText(model),
        transitions: transitions.map(({ at, recordedAt, row, from, to, cause }) => ({
          at: at === null ? null : new Date(at).toISOString(),
          recorded_at: recordedAt,
          row,
          from: from as 'CLOSED',
          to: to as 'CLOSED',
          cause,
        })),
        drills: await breakers.drills(model),
      }
    },
    'breakers.arm': ({ model, text }) => breakers.arm(model, text),
    'breakers.disarm': async ({ model, by, reason }) => {
      await breakers.disarm(model, by, reason)
      return {}
    },
    'breakers.override': ({ model, action, by, reason, expires_in_seconds }) =>
      breakers.override(model, {
        action,
        by,
        reason,
        expiresInMs: expires_in_seconds === undefined ? null : expires_in_seconds * 1_000,
      }),
    'breakers.drill': ({ model, step, by }) => breakers.drill(model, step, by),
    'breakers.radius': async ({ model }) => {
      const { log } = await resolveScoredSource(services, { kind: 'model', model }, undefined, {
        cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
        throwIfCancelled: () => undefined,
        report: () => undefined,
      })
      return breakers.radius(log)
    },
    'breakers.outputs': ({ model }) => breakers.outputs(model),
    'breakers.setOutputs': async (change) => {
      const outputs = await breakers.setOutputs(change)
      // The path of an address may be a secret.
      const origin = outputs.webhook.url === null ? null : new URL(outputs.webhook.url).origin
      const detail = {
        endpoint: outputs.endpoint.on,
        webhook: origin,
        secret_changed: change.webhook_secret !== undefined,
      }
      await store.noteAudit('outputs.changed', 'breakers', detail)
      return outputs
    },
    'breakers.testWebhook': () => breakers.testWebhook(),
  }
}

type Question = Pick<ParsedParams<'breakers.whatIf'>, 'policies' | 'onset' | 'points'>

function policiesOf({ policies }: Question): ReplayTask['policies'] {
  return policies.map(({ name, text }) => ({ name, policy: parsePolicyText(text, name) }))
}

function taskOf(
  { log, reference, given }: ResolvedSource,
  policies: ReplayTask['policies'],
  { onset, points }: Question,
): Omit<ReplayTask, 'loopTests'> {
  return { log, reference, given, policies, onset: onset ?? null, points: points ?? null }
}

function replaysOf({ replays, facts }: ReplayAnswer) {
  return {
    replays: [...replays],
    facts: {
      rows_per_hour: facts.rowsPerHour,
      label_rate: facts.labelRate,
      label_delay_seconds: facts.labelDelayMs === null ? null : facts.labelDelayMs / 1_000,
      accuracy: facts.accuracy,
      loop_tests: facts.loopTests,
      value_shares: { ...facts.valueShares },
    },
  }
}
