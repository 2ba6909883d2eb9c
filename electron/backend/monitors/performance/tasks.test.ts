import { describe, expect, it } from 'vitest'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { csvOf, healthy, mapping, performanceDesk, type Row, START } from './testing/performance-desk.ts'

const { run } = performanceDesk()

describe('other tasks', () => {
  const random = createRandom(12)

  it('of several classes have macro metrics, a matrix and estimates', async () => {
    const names = ['cat', 'cow', 'dog']
    const line = () => {
      const raw = names.map(() => random.uniform() ** 2)
      const sum = raw[0] + raw[1] + raw[2]
      const p = raw.map((x) => x / sum)
      const u = random.uniform()
      const actual = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2
      return `${p.map((x) => x.toFixed(4)).join(',')},${names[p.indexOf(Math.max(...p))]},${names[actual]}`
    }
    const csv = (rows: number) =>
      `p_cat,p_cow,p_dog,prediction,label\n${Array.from({ length: rows }, line).join('\n')}\n`
    const roles = {
      p_cat: 'score',
      p_cow: 'score',
      p_dog: 'score',
      prediction: 'prediction',
      label: 'label',
    } as const
    const { task, windows, confusion, estimate } = await run(csv(1_500), {
      reference: csv(3_000),
      mapping: { roles },
      window: '500r',
      estimate: true,
    })
    expect(task).toBe('multiclass')
    expect(confusion?.classes).toEqual(names)
    expect(confusion?.cells.flat().reduce((a, b) => a + b)).toBe(1_500)
    for (const { metrics, estimated } of windows) {
      expect(metrics.roc_auc_macro.ci).not.toBeNull()
      expect(Math.abs((estimated.accuracy.value ?? 0) - (metrics.accuracy.value ?? 1))).toBeLessThan(0.08)
    }
    expect(estimate?.record.accuracy.windows).toBe(3)
  })

  it('of regression have errors, and an estimate of them from predictions and features', async () => {
    const csv = (rows: number, centre: number) => {
      const lines = Array.from({ length: rows }, () => {
        const x = randomNormal(random) + centre
        const actual = 10 + x + randomNormal(random) * (1 + 0.5 * Math.abs(x))
        return `${x.toFixed(4)},${(10 + x).toFixed(4)},${actual.toFixed(4)}`
      })
      return `x,prediction,label\n${lines.join('\n')}\n`
    }
    const roles = { x: 'feature', prediction: 'prediction', label: 'label' } as const
    const { task, windows, estimate, verdict } = await run(csv(1_000, 2), {
      reference: csv(4_000, 0),
      mapping: { roles },
      window: '500r',
      estimate: true,
      tolerance: 1,
    })
    expect(task).toBe('regression')
    expect(estimate?.method).toBe('direct_loss')
    expect(estimate?.skill).toBeGreaterThan(0)
    expect(verdict).not.toBe('none')
    for (const { metrics, estimated } of windows) {
      expect(metrics.within_tolerance.ci).not.toBeNull()
      const before = 1.1
      // The estimate sees that errors are larger where x has moved to.
      expect(estimated.mae.value ?? 0).toBeGreaterThan(before)
    }
  })

  it('of ranking have NDCG, precision, click rate and exposure', async () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => {
      const score = random.uniform()
      return `q${Math.floor(i / 10)},item${Math.floor(random.uniform() * 30)},${score.toFixed(4)},${random.uniform() < score ? 1 : 0}`
    })
    const { windows, estimate_reason } = await run(`query,item,score,label\n${lines.join('\n')}\n`, {
      mapping: {
        task: 'ranking',
        roles: { query: 'entity_id', item: 'prediction', score: 'score', label: 'label' },
      },
      reference: `query,item,score,label\n${lines.join('\n')}\n`,
      window: '2000r',
      estimate: true,
      k: 5,
    })
    const [{ metrics }] = windows
    expect(metrics.ndcg.value).toBeGreaterThan(0.6)
    expect(metrics.precision_at_k.value).toBeGreaterThan(0.6)
    expect(metrics.ctr.ci).not.toBeNull()
    expect(metrics.coverage.value).toBe(1)
    expect(metrics.gini.ci).not.toBeNull()
    expect(estimate_reason).toContain('ranking')
  })
})

describe('edge cases', () => {
  it('of one class only have no ranking metric, with the reason', async () => {
    const { windows, verdict } = await run(
      csvOf(healthy.slice(0, 300), () => '0'),
      { mapping, window: '1mo' },
    )
    expect(windows[0].metrics.roc_auc).toEqual({
      value: null,
      ci: null,
      reason: 'no row is of the positive class',
    })
    expect(windows[0].metrics.accuracy.value).not.toBeNull()
    expect(verdict).toBe('insufficient')
  })

  it('of 3 labelled rows are insufficient, with the numbers', async () => {
    const { windows, verdict } = await run(
      csvOf(healthy.slice(0, 300), ({ label }, i) => (i < 3 ? String(label) : '')),
      { mapping, reference: csvOf(healthy), window: '1mo' },
    )
    expect(verdict).toBe('insufficient')
    expect(windows[0].labelled).toBe(3)
    expect(windows[0].reasons).toEqual(['Too few labels to say (3 of 100).'])
  })

  it('of tied scores give the same value whatever the order of the rows', async () => {
    const tied = healthy.map((row) => ({ ...row, score: Math.round(row.score * 4) / 4 }))
    const value = async (rows: readonly Row[]) =>
      (await run(csvOf(rows), { mapping, window: '1mo' })).windows[0].metrics.roc_auc.value
    const same = tied.map((row) => ({ ...row, at: START }))
    expect(await value(same)).toBeCloseTo((await value([...same].reverse())) ?? 0, 12)
  })

  it('of a few scores outside 0 to 1 leave these out of losses only', async () => {
    const rows = healthy.map((row, i) => (i < 10 ? { ...row, score: 1.5 } : row))
    const { counts, windows, notes } = await run(csvOf(rows), { mapping, window: '1mo' })
    expect(counts.scores_outside_range).toBe(10)
    expect(windows[0].metrics.brier.value).not.toBeNull()
    expect(notes.join()).toContain('10 scores are outside 0 to 1')
  })

  it('of scores that are no probabilities at all still rank', async () => {
    const rows = healthy.map((row) => ({ ...row, score: row.score * 10 - 5 }))
    const { windows } = await run(csvOf(rows), { mapping, window: '1mo', thresholds: [0] })
    expect(windows[0].metrics.roc_auc.value).toBeGreaterThan(0.75)
    expect(windows[0].metrics.brier).toMatchObject({ value: null })
    expect(windows[0].metrics.brier.reason).toContain('no probabilities')
  })

  it.each([
    ['1/-1', ({ label }: Row) => (label === 1 ? '1' : '-1')],
    ['booleans', ({ label }: Row) => (label === 1 ? 'true' : 'false')],
    ['texts', ({ label }: Row) => (label === 1 ? 'fraud' : 'legit')],
  ])('of labels as %s give the metrics of 0 and 1', async (_name, text) => {
    const plain = await run(csvOf(healthy.slice(0, 900)), { mapping, window: '1mo' })
    const other = await run(csvOf(healthy.slice(0, 900), text), { mapping, window: '1mo' })
    expect(other.windows[0].metrics.roc_auc.value).toBe(plain.windows[0].metrics.roc_auc.value)
    expect(other.windows[0].metrics.accuracy.value).toBe(plain.windows[0].metrics.accuracy.value)
  })
})
