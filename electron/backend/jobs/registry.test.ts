import { expect, test, vi } from 'vitest'
import type { AppEvent, JobProgress, JobView } from '#shared/contract/events.ts'
import { AppError } from '#shared/domain/errors.ts'
import { createJobRegistry } from './registry.ts'

const progress = (done: number): JobProgress => ({
  stage: 'reading',
  subject: 'log.csv',
  done,
  total: 10,
  unit: 'rows',
  rows_per_second: null,
  seconds_left: null,
})

function collect() {
  const views: JobView[] = []
  const registry = createJobRegistry((event: AppEvent) => {
    if (event.type === 'job') views.push(event.view)
  })
  return { registry, views }
}

test('a job that ends well has a result and says so', async () => {
  const { registry, views } = collect()
  const id = registry.start('drift.run', 'a against b', async (context) => {
    context.report(progress(5))
    return { run: 'r' }
  })
  await vi.waitFor(() => expect(views.at(-1)?.state).toBe('done'))
  expect(registry.result(id)).toEqual({ run: 'r' })
  expect(views.map((view) => view.state)).toEqual(['running', 'running', 'done'])
  expect(views[1]?.progress?.done).toBe(5)
})

test('a job that is cancelled stops at its next step', async () => {
  const { registry, views } = collect()
  const id = registry.start('drift.run', 'a against b', async (context) => {
    for (;;) {
      context.throwIfCancelled()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })
  registry.cancel(id)
  await vi.waitFor(() => expect(views.at(-1)?.state).toBe('cancelled'))
  expect(() => registry.result(id)).toThrow(AppError)
})

test('a failure keeps its code, and what is unexpected becomes INTERNAL without a stack', async () => {
  const { registry, views } = collect()
  registry.start('x', 'x', async () => {
    throw new AppError('FILE_EMPTY', 'log.csv has no content.', 'Choose another file.')
  })
  registry.start('y', 'y', async () => {
    throw new TypeError('cannot read')
  })
  await vi.waitFor(() => expect(views.filter((view) => view.state === 'failed')).toHaveLength(2))
  const codes = views.filter((view) => view.state === 'failed').map((view) => view.error?.code)
  expect(codes).toEqual(['FILE_EMPTY', 'INTERNAL'])
})

test('progress is thinned, but a reader of the list sees the newest', async () => {
  const { registry, views } = collect()
  let finish: (() => void) | undefined
  registry.start('x', 'x', async (context) => {
    for (let done = 0; done < 1_000; done += 1) context.report(progress(done))
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  await vi.waitFor(() => expect(finish).toBeDefined())
  expect(views.length).toBeLessThan(20)
  expect(registry.list()[0]?.progress?.done).toBe(999)
  finish?.()
  await registry.close()
})

test('a result is not to be had before the end, nor of an unknown job', async () => {
  const { registry } = collect()
  const id = registry.start('x', 'x', async (context) => {
    while (Atomics.load(context.cancelFlag, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  })
  expect(() => registry.result(id)).toThrow('still running')
  await registry.close()
})
