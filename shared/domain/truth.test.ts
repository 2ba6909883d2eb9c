import { expect, test } from 'vitest'
import { classesByWords, classText, sameTruth } from './truth.ts'

test.each([
  [['-1', '1'], '-1', '1'],
  [['no', 'yes'], 'no', 'yes'],
  [['fraud', 'no'], 'no', 'fraud'],
  [['1', '2'], '2', '1'],
  [['-1'], '-1', '1'],
  [['-1', '0'], '-1', '1'],
  [['yes'], null, 'yes'],
])('of %j the negative class is %s and the positive one %s', (texts, negative, positive) => {
  expect(classesByWords(texts)).toMatchObject({ negative, positive })
})

test('two texts that are no words of truth or falsehood are not told apart', () => {
  expect(classesByWords(['cat', 'dog'])).toBeNull()
})

test('a class is compared by what it means, not by how it is written', () => {
  expect(sameTruth(classText(' YES '), classText('1.0'))).toBe(true)
  expect(sameTruth(classText('-1.0'), classText('False'))).toBe(true)
  expect(sameTruth(classText('-1'), classText('1'))).toBe(false)
})
