import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '#shared/contract/mapping.ts'
import { openWorkbench, type Workbench } from '../../ingest/testing/workbench.ts'
import { meaningOf } from './meaning.ts'
import { outcomesOf } from './outcomes.ts'
import { openScoredLog } from './read-scored-log.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

let files = 0
async function load(csv: string, mapping?: Mapping) {
  files += 1
  return bench.load(bench.file(`log-${files}.csv`, csv), mapping === undefined ? {} : { mapping })
}

const ROLES = { label: 'label', score: 'score' } as const

/** The labels and the meaning of a log whose labels are these texts, with scores beside them. */
async function labelled(labels: readonly string[], extra: Partial<Mapping> = {}) {
  const lines = labels.map((label, i) => `p${i},${(i + 1) / (labels.length + 1)},${label}`)
  const dataset = await load(`prediction_id,score,label\n${lines.join('\n')}\n`, { roles: ROLES, ...extra })
  const log = openScoredLog({ logs: [dataset], labelLogs: [] })
  const meaning = meaningOf([log], { task: extra.task, positive: extra.positive })
  return outcomesOf(log, meaning)
}

describe('labels', () => {
  it.each([
    ['0 and 1', ['0', '1', '1'], '1'],
    ['1 and -1', ['-1', '1', '1'], '1'],
    ['booleans', ['false', 'true', 'true'], 'true'],
    ['yes and no', ['no', 'yes', 'yes'], 'yes'],
    ['texts, the one with the higher scores', ['legit', 'fraud', 'fraud'], 'fraud'],
  ])('are read as %s', async (_name, texts, positive) => {
    const { label, meaning } = await labelled(texts)
    expect(meaning.task).toBe('binary')
    expect(meaning.classes[1]).toBe(positive)
    expect([...label]).toEqual([0, 1, 1])
  })

  it('are of the class that the mapping names, all others being the rest', async () => {
    const { label, meaning } = await labelled(['a', 'b', 'c'], { positive: 'B' })
    expect([...label]).toEqual([0, 1, 0])
    expect(meaning.positiveBecause).toBe('the mapping names it')
  })

  it('of one class only keep their side', async () => {
    expect([...(await labelled(['0', '0', '0'])).label]).toEqual([0, 0, 0])
    expect([...(await labelled(['true', 'true', 'true'])).label]).toEqual([1, 1, 1])
    expect([...(await labelled(['legit', 'legit', 'legit'])).label]).toEqual([0, 0, 0])
  })

  it('of many numbers are values, and those that are none are counted', async () => {
    const { label, meaning, unreadableLabels, notes } = await labelled(['1.5', '2.25', 'broken', '4'], {
      task: 'regression',
    })
    expect(meaning.task).toBe('regression')
    expect([...label]).toEqual([1.5, 2.25, Number.NaN, 4])
    expect(unreadableLabels).toBe(1)
    expect(notes[0]).toContain('1 labels are no outcome of this task')
  })

  it('of several texts are classes, with the score column of each', async () => {
    const dataset = await load(
      'p_cat,p_dog,p_cow,prediction,label\n0.5,0.3,0.2,cat,cat\n0.1,0.2,0.7,cow,dog\n0.2,0.6,0.2,dog,cow\n',
      { roles: { p_cat: 'score', p_dog: 'score', p_cow: 'score', prediction: 'prediction', label: 'label' } },
    )
    const log = openScoredLog({ logs: [dataset], labelLogs: [] })
    const outcomes = outcomesOf(log, meaningOf([log], {}))
    expect(outcomes.meaning.classes).toEqual(['cat', 'cow', 'dog'])
    expect([...outcomes.label]).toEqual([0, 2, 1])
    expect([...(outcomes.prediction ?? [])]).toEqual([0, 1, 2])
    expect([...(outcomes.classScores ?? [])]).toEqual([0.5, 0.2, 0.3, 0.1, 0.7, 0.2, 0.2, 0.2, 0.6])
    expect([...(outcomes.confidence ?? [])]).toEqual([0.5, 0.7, 0.6])
  })
})

describe('a scored log', () => {
  it('joins late labels and counts those of unknown rows', async () => {
    const log = await load('prediction_id,score\na,0.9\nb,0.2\nc,0.4\n', { roles: { score: 'score' } })
    const labels = await load(
      'prediction_id,label,label_timestamp\na,1,2026-01-02T00:00:00Z\nc,0,2026-01-03T00:00:00Z\nz,1,2026-01-04T00:00:00Z\n',
      { roles: { label: 'label', label_timestamp: 'label_timestamp' } },
    )
    const scored = openScoredLog({ logs: [log], labelLogs: [labels] })
    const { label, labelKnownAt, notes } = outcomesOf(scored, meaningOf([scored], {}))
    expect([...label]).toEqual([1, Number.NaN, 0])
    expect([...labelKnownAt]).toEqual([Date.UTC(2026, 0, 2), Number.NaN, Date.UTC(2026, 0, 3)])
    expect(scored.labels.timesRecorded).toBe(true)
    expect(notes).toContain('1 labels are of rows that are not in the log; they are left out.')
  })

  it('does not take labels of another log of the model for labels of unknown rows', async () => {
    const roles = { score: 'score', label: 'label' } as const
    const first = await load('prediction_id,score,label\na,0.9,1\n', { roles })
    const second = await load('prediction_id,score\nb,0.2\n', { roles: { score: 'score' } })
    const labels = await load('prediction_id,label\na,1\nb,0\nz,1\n', { roles: { label: 'label' } })
    const together = openScoredLog({ logs: [first, second], labelLogs: [labels] })
    expect(together.labels).toMatchObject({ unmatched: 1, labelled: 2 })
    const beside = openScoredLog({ logs: [second], labelLogs: [labels], others: [first] })
    expect(beside.labels.unmatched).toBe(1)
  })

  it('knows since when a label of its own was known', async () => {
    const log = await load(
      'timestamp,score,label,label_timestamp\n2026-01-01T00:00:00Z,0.9,1,2026-01-05T00:00:00Z\n2026-01-02T00:00:00Z,0.4,0,2026-01-06T00:00:00Z\n',
      { roles: { label_timestamp: 'label_timestamp' } },
    )
    const { knownAt } = openScoredLog({ logs: [log], labelLogs: [] }).labels
    expect([...knownAt]).toEqual([Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 6)])
  })

  it('puts rows of several logs in time order, those without a time last', async () => {
    const second = await load('timestamp,score\n2026-01-03T00:00:00Z,0.3\n,0.9\n')
    const first = await load(
      'timestamp,score,city\n2026-01-02T00:00:00Z,0.2,x\n2026-01-01T00:00:00Z,0.1,y\n',
      {
        roles: { city: 'segment' },
      },
    )
    const log = openScoredLog({ logs: [second, first], labelLogs: [] })
    expect([...log.numbers('score')]).toEqual([0.1, 0.2, 0.3, 0.9])
    expect([...(log.fileRow ?? [])]).toEqual([3, 2, 0, 1])
    const { codes, values } = log.coded('city')
    expect([...codes].map((code) => values[code] ?? null)).toEqual(['y', 'x', null, null])
  })

  it('is cut by a window of rows or of time', async () => {
    const csv =
      'timestamp,score\n2026-01-01T00:00:00Z,0.1\n2026-01-02T00:00:00Z,0.2\n2026-01-03T00:00:00Z,0.3\n'
    const logs = [await load(csv)]
    const scores = (window: Parameters<typeof openScoredLog>[0]['window']) => [
      ...openScoredLog({ logs, labelLogs: [], ...(window === undefined ? {} : { window }) }).numbers('score'),
    ]
    expect(scores({ kind: 'rows', start: 1, end: 9 })).toEqual([0.2, 0.3])
    expect(scores({ kind: 'time', start: Date.UTC(2026, 0, 2), end: Date.UTC(2026, 0, 3) })).toEqual([0.2])
  })

  it('counts scores outside 0 to 1, and keeps them for ranking', async () => {
    const dataset = await load('score,label\n-0.5,0\n1.5,1\n0.5,1\n', { roles: ROLES })
    const log = openScoredLog({ logs: [dataset], labelLogs: [] })
    const { score, scoresOutsideRange, notes } = outcomesOf(log, meaningOf([log], {}))
    expect([...(score ?? [])]).toEqual([-0.5, 1.5, 0.5])
    expect(scoresOutsideRange).toBe(2)
    expect(notes.join()).toContain('outside 0 to 1')
  })

  it('takes the probability from the confidence where there is no score', async () => {
    const dataset = await load('confidence,prediction,label\n0.8,1,1\n0.9,0,0\n', {
      roles: { confidence: 'confidence', prediction: 'prediction', label: 'label' },
    })
    const log = openScoredLog({ logs: [dataset], labelLogs: [] })
    const { score } = outcomesOf(log, meaningOf([log], {}))
    expect([...(score ?? [])].map((p) => Number(p.toFixed(6)))).toEqual([0.8, 0.1])
  })

  it('leaves out predictions that name no class, and says so', async () => {
    const dataset = await load('prediction,score,label\ndeny,0.9,1\napprove,0.1,0\n', {
      roles: { prediction: 'prediction', score: 'score', label: 'label' },
    })
    const log = openScoredLog({ logs: [dataset], labelLogs: [] })
    const { prediction, notes } = outcomesOf(log, meaningOf([log], { task: 'binary' }))
    expect([...(prediction ?? [])]).toEqual([Number.NaN, Number.NaN])
    expect(notes.join()).toContain('2 predictions of "prediction" name no class')
  })
})
