import { expect, test, vi } from 'vitest'
import { signals } from './testing/workbench.ts'
import { createTurns } from './turns.ts'

const cancel = ({ cancelFlag }: { readonly cancelFlag: Int32Array }) => Atomics.store(cancelFlag, 0, 1)

test('a cancel is answered while the work still ends, and the next turn waits for that end', async () => {
  const turns = createTurns()
  const cleaned = Promise.withResolvers<void>()
  const own = signals()
  const happened: string[] = []
  const first = turns.take(own, async () => {
    cancel(own)
    await cleaned.promise
    happened.push('cleaned up')
  })
  const second = turns.take(signals(), async () => happened.push('next'))
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED' })
  const closing = turns.cancelledEnded().then(() => happened.push('closing'))
  expect(happened).toEqual([])
  cleaned.resolve()
  await Promise.all([second, closing])
  expect(happened[0]).toBe('cleaned up')
  expect(happened.toSorted()).toEqual(['cleaned up', 'closing', 'next'])
})

test('a cancel is answered before the turn has come, and the work is never begun', async () => {
  const turns = createTurns()
  const busy = Promise.withResolvers<string>()
  const own = signals()
  const work = vi.fn(async () => 'done')
  const first = turns.take(signals(), () => busy.promise)
  const second = turns.take(own, work)
  cancel(own)
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED' })
  // The work under way was not cancelled: nothing waits for it here.
  await turns.cancelledEnded()
  busy.resolve('whole')
  expect(await first).toBe('whole')
  await turns.ended()
  expect(work).not.toHaveBeenCalled()
})

test('work that waits for its turn says so, and what is silent afterwards is still told of', async () => {
  const turns = createTurns()
  const busy = Promise.withResolvers<void>()
  const silent = Promise.withResolvers<void>()
  const stages: string[] = []
  const first = turns.take(signals(), () => busy.promise)
  const second = turns.take(
    signals(({ stage }) => stages.push(stage)),
    async ({ report }) => {
      report({
        stage: 'storing',
        subject: 'log.csv',
        done: 0,
        total: 1,
        unit: 'steps',
        rows_per_second: null,
        seconds_left: null,
      })
      await silent.promise
    },
  )
  await vi.waitFor(() => expect(stages).toEqual(['waiting', 'waiting']), { timeout: 5_000, interval: 20 })
  busy.resolve()
  await vi.waitFor(
    () => expect(stages.filter((stage) => stage === 'storing').length).toBeGreaterThan(2),
    5_000,
  )
  silent.resolve()
  await Promise.all([first, second])
  const told = stages.length
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(stages).toHaveLength(told)
})

test('a cancel that came before anything is stored stops the storing; a later one is too late', async () => {
  const turns = createTurns()
  const early = signals()
  const stored: string[] = []
  const refused = turns.take(early, async ({ storing }) => {
    cancel(early)
    storing()
    stored.push('early')
  })
  await expect(refused).rejects.toMatchObject({ code: 'CANCELLED' })
  const late = signals()
  const kept = turns.take(late, async ({ storing }) => {
    storing()
    cancel(late)
    await new Promise((resolve) => setTimeout(resolve, 100))
    stored.push('late')
    return 'kept'
  })
  expect(await kept).toBe('kept')
  expect(stored).toEqual(['late'])
})

test('work that was answered as cancelled reports nothing any more, and how it fails is nobody’s concern', async () => {
  const turns = createTurns()
  const reports = vi.fn()
  const own = signals(reports)
  const late = Promise.withResolvers<void>()
  const refused = turns.take(own, async ({ report }) => {
    cancel(own)
    await late.promise
    report({
      stage: 'reading',
      subject: 'log.csv',
      done: 1,
      total: 2,
      unit: 'rows',
      rows_per_second: null,
      seconds_left: null,
    })
    throw new Error('The disk is full.')
  })
  await expect(refused).rejects.toMatchObject({ code: 'CANCELLED' })
  late.resolve()
  await turns.ended()
  expect(reports).not.toHaveBeenCalled()
})
