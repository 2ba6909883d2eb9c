import { basename, extname } from 'node:path'
import { z } from 'zod'
import { SEVERITY_POLICIES, type SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { NUMERIC_BINNINGS } from '#shared/stats/binning/bins.ts'
import { checkDocument, configurationError, didYouMean } from '../../configuration/check.ts'
import { type ConfigurationDocument, type Path, parseConfiguration } from '../../configuration/document.ts'

const floor = z.number().min(0)
const probability = z.number().gt(0).lt(1)

const floors = z.strictObject({
  psi: floor.optional(),
  ks: floor.max(1).optional(),
  cramers_v: floor.max(1).optional(),
  wasserstein: floor.optional(),
})
const band = z.strictObject({
  psi: floor.optional(),
  kl: floor.optional(),
  js: floor.max(1).optional(),
  p: probability.optional(),
})

const common = {
  schema: z.literal('driftdesk.severity/1').optional(),
  name: z.string().min(1).max(100),
  summary: z.string().max(300),
  binning: z.enum(NUMERIC_BINNINGS),
  min_rows: z.number().int().min(1),
  alpha: probability,
  adjustment: z.enum(['benjamini_hochberg', 'holm', 'bonferroni', 'none']),
}

const shapes = {
  'significance-and-effect': z.strictObject({
    ...common,
    rule: z.literal('significance-and-effect'),
    low: floors,
    moderate: floors,
    high: floors,
  }),
  bands: z.strictObject({
    ...common,
    rule: z.literal('bands'),
    inclusive: z.boolean(),
    low: band.nullable(),
    moderate: band,
    high: band,
  }),
  'evidently-auto': z.strictObject({
    ...common,
    rule: z.literal('evidently-auto'),
    tested_up_to: z.number().int().min(0),
    distance: floor,
    categorical_up_to: z.number().int().min(0),
  }),
  'baseline-chunks': z.strictObject({
    ...common,
    rule: z.literal('baseline-chunks'),
    chunks: z.number().int().min(2),
    sigmas: floor,
  }),
} as const satisfies Record<SeverityPolicy['rule'], z.ZodType>

type Rule = keyof typeof shapes
const RULES = Object.keys(shapes) as Rule[]

/**
 * A verdict policy from YAML or JSON. `extends` names the preset whose values it takes where it has none of its own
 * (`default` unless told); a level (`low`, `moderate`, `high`) is replaced as a whole. `file` is for messages and
 * for the name of a policy without one.
 *
 * @throws AppError `BAD_PARAMS` with line and column, the key, and the nearest key for an unknown one.
 */
export function parsePolicy(text: string, file: string): SeverityPolicy {
  const source = {
    file,
    kind: 'policy',
    mend: 'Correct the policy file; the preset policies are listed by "driftdesk help drift".',
  }
  const document = parseConfiguration(text)
  if ('what' in document) throw configurationError(document, source)
  const { positionOf } = document
  const refusal = (where: Path, what: string) =>
    configurationError({ ...positionOf(where), where: '', what }, source)
  const own = checkDocument(document, z.record(z.string(), z.unknown()), source.kind)
  if ('faults' in own) throw configurationError(own.faults[0], source)
  const { extends: base = 'default', ...written } = own.value
  const preset = SEVERITY_POLICIES.find((policy) => policy.name === base)
  if (preset === undefined) {
    const names = SEVERITY_POLICIES.map((policy) => policy.name)
    throw refusal(
      ['extends'],
      `there is no policy "${String(base)}" to extend${didYouMean(String(base), names)}`,
    )
  }
  const rule = written.rule ?? preset.rule
  if (typeof rule !== 'string' || !(RULES as readonly string[]).includes(rule)) {
    throw refusal(['rule'], `there is no rule "${String(rule)}"${didYouMean(String(rule), RULES)}`)
  }
  const inherited = rule === preset.rule ? toFile(preset) : commonPart(preset)
  const merged: ConfigurationDocument = {
    value: {
      ...inherited,
      name: basename(file, extname(file)),
      summary: `Own policy from ${file}`,
      ...written,
      rule,
    },
    positionOf,
  }
  const checked = checkDocument(
    merged,
    shapes[rule as Rule].extend({ extends: z.never().optional() }),
    source.kind,
  )
  if ('faults' in checked) throw configurationError(checked.faults[0], source)
  return fromFile(checked.value)
}

type PolicyFile = z.infer<(typeof shapes)[Rule]>

function commonPart({ binning, minRows, alpha, adjustment }: SeverityPolicy) {
  return { binning, min_rows: minRows, alpha, adjustment }
}

/** A policy in the keys of a file. */
function toFile(policy: SeverityPolicy): Record<string, unknown> {
  const head = commonPart(policy)
  switch (policy.rule) {
    case 'significance-and-effect': {
      const level = ({ psi, ks, cramersV, wasserstein }: typeof policy.low) => ({
        ...(psi === undefined ? {} : { psi }),
        ...(ks === undefined ? {} : { ks }),
        ...(cramersV === undefined ? {} : { cramers_v: cramersV }),
        ...(wasserstein === undefined ? {} : { wasserstein }),
      })
      return { ...head, low: level(policy.low), moderate: level(policy.moderate), high: level(policy.high) }
    }
    case 'bands':
      return {
        ...head,
        inclusive: policy.inclusive,
        low: policy.low,
        moderate: policy.moderate,
        high: policy.high,
      }
    case 'evidently-auto':
      return {
        ...head,
        tested_up_to: policy.testedUpTo,
        distance: policy.distance,
        categorical_up_to: policy.categoricalUpTo,
      }
    case 'baseline-chunks':
      return { ...head, chunks: policy.chunks, sigmas: policy.sigmas }
  }
}

function fromFile(file: PolicyFile): SeverityPolicy {
  const head = {
    name: file.name,
    summary: file.summary,
    binning: file.binning,
    minRows: file.min_rows,
    alpha: file.alpha,
    adjustment: file.adjustment,
  }
  switch (file.rule) {
    case 'significance-and-effect': {
      const level = ({ cramers_v, ...same }: z.infer<typeof floors>) =>
        present({ ...same, cramersV: cramers_v })
      return {
        ...head,
        rule: file.rule,
        low: level(file.low),
        moderate: level(file.moderate),
        high: level(file.high),
      }
    }
    case 'bands':
      return {
        ...head,
        rule: file.rule,
        inclusive: file.inclusive,
        low: file.low === null ? null : present(file.low),
        moderate: present(file.moderate),
        high: present(file.high),
      }
    case 'evidently-auto':
      return {
        ...head,
        rule: file.rule,
        testedUpTo: file.tested_up_to,
        distance: file.distance,
        categoricalUpTo: file.categorical_up_to,
      }
    case 'baseline-chunks':
      return { ...head, rule: file.rule, chunks: file.chunks, sigmas: file.sigmas }
  }
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Without the keys that are undefined. */
function present<T extends Record<string, number | undefined>>(limits: T): Present<T> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined)) as Present<T>
}
