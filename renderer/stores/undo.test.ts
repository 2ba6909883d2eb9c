import { expect, test } from 'vitest'
import { AppError } from '#shared/domain/errors.ts'
import { loadTranslator } from '../i18n/translator.ts'
import { createNoticesStore } from './notices.ts'
import { createUndoStore } from './undo.ts'

const t = await loadTranslator('en')

function counter() {
  const notices = createNoticesStore()
  const undo = createUndoStore(notices)
  let value = 0
  const set = (next: number) => {
    const before = value
    value = next
    undo.add({
      text: () => `to ${next}`,
      undo: () => {
        value = before
      },
      redo: () => {
        value = next
      },
    })
  }
  const said = () => notices.getState().notices.map(({ text }) => text(t))
  return { undo, notices, set, said, value: () => value }
}

test('changes are taken back newest first, and made again', async () => {
  const { undo, set, value } = counter()
  set(1)
  set(2)
  await undo.undo()
  expect(value()).toBe(1)
  await undo.undo()
  expect(value()).toBe(0)
  await undo.redo()
  await undo.redo()
  expect(value()).toBe(2)
})

test('a change after an undo ends what could be made again', async () => {
  const { undo, set, value } = counter()
  set(1)
  await undo.undo()
  set(5)
  await undo.redo()
  expect([value(), undo.getState().redoable]).toEqual([5, 0])
})

test('what was taken back is said', async () => {
  const { undo, set, said } = counter()
  set(1)
  await undo.undo()
  expect(said()).toEqual(['Undone: to 1'])
})

test('a way back that fails is said and stays', async () => {
  const { undo, said } = counter()
  undo.add({
    text: () => 'x',
    undo: () => Promise.reject(new AppError('DISCONNECTED', 'No line.', 'Wait.')),
    redo: () => undefined,
  })
  await undo.undo()
  expect([said(), undo.getState().undoable]).toEqual([['No line.'], 1])
})

test('nothing to take back is no event', async () => {
  const { undo, said } = counter()
  await undo.undo()
  expect(said()).toEqual([])
})

test('fifty changes are kept', async () => {
  const { undo, set } = counter()
  for (let next = 1; next <= 60; next += 1) set(next)
  expect(undo.getState().undoable).toBe(50)
})

test('a newer change takes the offer of the one before away, whose way back leads nowhere then', () => {
  const { undo, set, said } = counter()
  const announce = (name: string) =>
    undo.add({ text: () => name, undo: () => {}, redo: () => {}, announced: true })
  announce('first')
  announce('second')
  expect(said()).toEqual(['second'])
  set(1)
  expect(said()).toEqual([])
})
