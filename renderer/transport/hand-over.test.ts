import { expect, test } from 'vitest'
import { AppError } from '#shared/domain/errors.ts'
import { readUploadAnswer } from './hand-over.ts'

test('a file reference is taken as it is', () => {
  expect(readUploadAnswer('{"token":"t1","name":"a.csv","bytes":12}', 'a.csv')).toEqual({
    token: 't1',
    name: 'a.csv',
    bytes: 12,
  })
})

test('a refusal of the host keeps its code, cause and mend', () => {
  const refusal = '{"code":"INPUT_TOO_LARGE","message":"a.csv is too large.","mend":"Split it."}'
  expect(() => readUploadAnswer(refusal, 'a.csv')).toThrow(
    new AppError('INPUT_TOO_LARGE', 'a.csv is too large.', 'Split it.'),
  )
})

test('an answer that fits nothing names the file and the mend', () => {
  expect(() => readUploadAnswer('<html>', 'a.csv')).toThrow(/a\.csv did not reach Driftdesk/)
})
