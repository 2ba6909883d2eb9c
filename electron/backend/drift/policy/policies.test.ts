import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_POLICY, SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { createFileGrants } from '../../files/grants.ts'
import { policyNamed, policyOf } from './policies.ts'
import { parsePolicy } from './policy-file.ts'

const message = (text: string) => {
  try {
    parsePolicy(text, 'mine.yaml')
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'accepted'
}

test('every preset is found by its name, and the default without one', () => {
  for (const policy of SEVERITY_POLICIES) expect(policyNamed(policy.name)).toBe(policy)
  expect(policyNamed()).toBe(DEFAULT_POLICY)
})

test('an unknown name says which one is nearest', () => {
  expect(() => policyNamed('psi-onyl')).toThrow(
    'There is no verdict policy "psi-onyl". Did you mean "psi-only"?',
  )
})

test('a file changes what it names and keeps the rest of the preset that it extends', () => {
  const policy = parsePolicy(
    'extends: default\nmin_rows: 500\nhigh: {psi: 0.3, cramers_v: 0.4}\n',
    'strict.yaml',
  )
  expect(policy).toEqual({
    ...DEFAULT_POLICY,
    name: 'strict',
    summary: 'Own policy from strict.yaml',
    minRows: 500,
    high: { psi: 0.3, cramersV: 0.4 },
  })
})

test('JSON is taken as it is, and another rule than that of the preset needs its own limits', () => {
  const text = JSON.stringify({
    name: 'two limits',
    rule: 'bands',
    inclusive: true,
    low: null,
    moderate: { psi: 0.15, kl: 0.05 },
    high: { psi: 0.3, p: 0.001 },
  })
  expect(parsePolicy(text, 'a.json')).toMatchObject({
    name: 'two limits',
    rule: 'bands',
    minRows: 200,
    moderate: { psi: 0.15, kl: 0.05 },
  })
  expect(message('rule: bands\n')).toBe(
    'mine.yaml, line 1, column 1: the key "inclusive" is missing in the policy.',
  )
})

test.each(SEVERITY_POLICIES)('extending $name without a change gives it again', (preset) => {
  const again = parsePolicy(
    `extends: ${preset.name}\nname: ${preset.name}\nsummary: ${JSON.stringify(preset.summary)}`,
    'a.yaml',
  )
  expect(again).toEqual(preset)
})

test.each([
  [
    'an unknown key',
    'alpha: 0.05\nmin_row: 10\n',
    'mine.yaml, line 2, column 1: there is no key "min_row"; did you mean "min_rows"?',
  ],
  [
    'an unknown limit',
    'alpha: 0.05\nhigh:\n  psi: 0.2\n  psy: 1\n',
    'mine.yaml, line 4, column 3: there is no key "high.psy"; did you mean "psi"?',
  ],
  [
    'a text for a number',
    'alpha: 0.05\n\nmin_rows: many\n',
    'mine.yaml, line 3, column 1: min_rows: expected a number, found text.',
  ],
  [
    'an unknown preset',
    'extends: defualt\n',
    'mine.yaml, line 1, column 1: there is no policy "defualt" to extend; did you mean "default"?',
  ],
  [
    'an unknown rule',
    'name: x\nrule: band\n',
    'mine.yaml, line 2, column 1: there is no rule "band"; did you mean "bands"?',
  ],
  ['a level beyond 1', 'alpha: 2\n', 'mine.yaml, line 1, column 1: alpha: it has to be less than 1.'],
  ['a list', '- psi\n', 'mine.yaml, line 1, column 1: a policy is a list of keys with values.'],
  [
    'broken YAML',
    'alpha: [1\n',
    'mine.yaml, line 2, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  [
    'a bomb of aliases',
    'a: &a [1,1]\nb: &b [*a,*a]\nname: *b\n',
    'mine.yaml, line 1, column 7: a: anchors and aliases are not taken.',
  ],
])('%s is refused with its line and column', (_, text, expected) => {
  expect(message(text)).toBe(expected)
})

test('the file comes by a token, and not together with a name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-policy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'calm.yaml')
  writeFileSync(path, 'min_rows: 1000\n')
  const grants = createFileGrants()
  const { token } = await grants.grant(path)
  expect(await policyOf({ policy_file: token }, grants)).toMatchObject({ name: 'calm', minRows: 1000 })
  await expect(policyOf({ policy: 'default', policy_file: token }, grants)).rejects.toMatchObject({
    code: 'BAD_PARAMS',
  })
})
