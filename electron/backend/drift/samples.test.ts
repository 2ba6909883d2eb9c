import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { PAYMENTS_ONSET as ONSET } from '../../../resources/scenarios/worlds/payments.ts'
import { type Comparison, type Desk, openDesk } from './testing/desk.ts'

let desk: Desk
let fraud: Comparison
let steady: Comparison
beforeAll(async () => {
  desk = await openDesk()
  fraud = await desk.compareSample('payment-fraud', { by: 'country', seed: 3 })
  steady = await desk.compareSample('payment-steady', { seed: 3 })
}, 60_000)
afterAll(() => desk.close())

const DRIFTED = ['merchant_category', 'amount_eur', 'account_age_days', 'distance_km']

describe('the steady sample', () => {
  test('has neither a finding nor a verdict', () => {
    expect(steady.document.quality.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(steady.document.columns.map(({ verdict }) => verdict)).toEqual(new Array(12).fill('none'))
    expect(steady.document.multivariate?.mmd?.p_value).toBeGreaterThan(0.05)
    expect(steady.document.multivariate?.reconstruction?.drifted).toBe(false)
    expect(steady.document.multivariate?.correlation?.changed).toBe(0)
  })

  test('says of each column why it has no onset', () => {
    for (const { onset } of steady.document.columns) {
      expect(onset).toEqual({ at: null, ci: null, reason: 'the column shows no significant change' })
    }
  })

  test('has a heat map without a mark', () => {
    expect(new Set(steady.heatmap.verdicts)).toEqual(new Set([VERDICTS.indexOf('none')]))
  })
})

describe('the drifting sample', () => {
  test('has the planted spike of −999 among its findings', () => {
    const spike = fraud.document.quality.find(
      ({ code, column }) => code === 'default_spike' && column === 'account_age_days',
    )
    expect(spike?.severity).toBe('high')
    expect(spike?.detail).toContain('The value −999 holds 11% of the rows, after 0% in the baseline')
  })

  test.each(DRIFTED)('%s changed when the sample says so', (name) => {
    const { onset } = fraud.column(name)
    expect(Date.parse(onset.at ?? '')).toBeGreaterThanOrEqual(ONSET - 3 * 3_600_000)
    expect(Date.parse(onset.at ?? '')).toBeLessThanOrEqual(ONSET + 3 * 3_600_000)
    const [from, to] = (onset.ci ?? []).map((time) => Date.parse(time))
    expect(from).toBeLessThanOrEqual(ONSET)
    expect(to).toBeGreaterThanOrEqual(ONSET)
    expect(onset.changes).toHaveLength(1)
  })

  test('every PSI has an interval around it and what chance gives beside it', () => {
    for (const { psi } of fraud.document.columns) {
      if (psi === null || psi.ci === null) throw new Error('no interval')
      expect(psi.ci[0]).toBeLessThanOrEqual(psi.value)
      expect(psi.ci[1]).toBeGreaterThanOrEqual(psi.value)
      expect(psi.expected).toBeCloseTo((psi.bins.length - 1) * (2 / 18_400), 12)
    }
  })

  test('every verdict is audited, in words, too', () => {
    for (const { audit } of fraud.document.columns) {
      expect(audit.power_at_threshold).toBeGreaterThan(0.99)
      expect(audit.false_alarm_rate).toBeLessThan(0.01)
      expect(audit.min_rows).toBeGreaterThan(200)
      expect(audit.min_rows).toBeLessThan(1_000)
      expect(audit.convention).toContain('at the level 0.05 over 12 columns')
    }
  })

  test('each segment has its part, and the parts are the whole', () => {
    const { segments, psi } = fraud.column('merchant_category')
    if (segments === undefined) throw new Error('no segments')
    expect(segments.by).toBe('country')
    const sum = segments.items.reduce((total, { contribution }) => total + contribution, 0)
    expect(sum).toBeCloseTo(psi?.value ?? 0, 9)
    expect(segments.mix + segments.within).toBeCloseTo(segments.psi, 12)
    // The shop changed everywhere alike, so the segments weigh as they are large, and nothing of it is mix.
    expect(segments.items[0].segment).toBe('DE')
    expect(Math.abs(segments.mix)).toBeLessThan(0.01 * segments.psi)
    expect(segments.items.reduce((total, { rows }) => total + rows.current, 0)).toBe(18_400)
  })

  test('the heat map turns at the onset, in the columns that drift', () => {
    const { buckets, columns, verdicts, psi, rows, step } = fraud.heatmap
    expect([step, buckets.length, columns.length]).toEqual(['1 day', 56, 12])
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(36_800)
    expect(psi).toHaveLength(56 * 12)
    const changed = buckets.findIndex(({ start }) => Date.parse(start) > ONSET)
    columns.forEach((name, line) => {
      const bad = Array.from(verdicts.slice(line * 56, line * 56 + 56), (code) => VERDICTS[code] !== 'none')
      expect(bad.slice(0, changed - 1)).toEqual(new Array(changed - 1).fill(false))
      expect(bad.slice(changed)).toEqual(new Array(56 - changed).fill(DRIFTED.includes(name)))
    })
  })

  test('all features together tell the months apart, by the columns that drift', () => {
    const together = fraud.document.multivariate
    expect(together?.reason).toBeNull()
    expect(together?.columns).toEqual([
      'amount_eur',
      'account_age_days',
      'payments_24h',
      'distance_km',
      'email_risk',
      'new_device',
    ])
    expect(together?.sample).toMatchObject({ seed: 3, rows: { reference: 5_000, current: 5_000 } })
    expect(together?.mmd?.p_value).toBe(0.002)
    expect(together?.energy?.p_value).toBe(0.002)
    expect(together?.classifier?.auc).toBeGreaterThan(0.6)
    expect(
      together?.classifier?.weights
        .slice(0, 3)
        .map(({ column }) => column)
        .sort(),
    ).toEqual(['account_age_days', 'amount_eur', 'distance_km'])
  })
})

describe('the audit view', () => {
  test('reads the column again under every convention, and says where they disagree', async () => {
    const audit = await desk.client.job('drift.audit', { run: fraud.run, column: 'amount_eur' }).result
    expect(audit.rows).toEqual({ reference: 18_400, current: 18_400 })
    expect(audit.binnings.map(({ binning }) => binning)).toEqual([
      'quantile',
      'uniform-baseline',
      'uniform-pooled',
      'sturges-pooled',
      'doane-baseline',
      'values',
      'baseline-range-only',
    ])
    const main = audit.binnings[0].zero_rules.find(({ zero_rule }) => zero_rule === 'half-count')
    expect(main?.psi).toBeCloseTo(fraud.column('amount_eur').psi?.value ?? 0, 12)
    expect(audit.policies[0]).toMatchObject({ policy: 'default', verdict: 'high' })
    expect(audit.disagreements.join('\n')).toContain('default says high, psi-0.25 says moderate')
  })

  test('refuses a column that there is not', async () => {
    await expect(
      desk.client.job('drift.audit', { run: fraud.run, column: 'nothing' }).result,
    ).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' })
  })
})

describe('the seed', () => {
  test('makes a comparison the same again', async () => {
    const again = await desk.compareSample('payment-fraud', { by: 'country', seed: 3 })
    const plain = ({ document }: Comparison) => ({
      ...document,
      engine: null,
      multivariate: { ...document.multivariate, seconds: 0 },
    })
    expect(plain(again)).toEqual(plain(fraud))
    expect(again.heatmap).toEqual(fraud.heatmap)
  })
})
