import { expect, test } from 'vitest'
import { fieldOf, withField } from './fields.ts'

const text = 'model: fraud\n# who answers for it\nowner: payments\nlabel_delay: 7 d\n'

test('a field is read from the text, and written into it beside its comments', () => {
  expect(fieldOf(text, 'owner')).toBe('payments')
  expect(fieldOf(text, 'vendor')).toBe('')
  const changed = withField(withField(text, 'owner', 'risk'), 'autonomy_level', 2)
  expect(changed).toBe(
    'model: fraud\n# who answers for it\nowner: risk\nlabel_delay: 7 d\nautonomy_level: 2\n',
  )
  expect(withField(changed, 'autonomy_level', null)).not.toContain('autonomy')
})

test('a text that is no YAML stays as it is', () => {
  expect(withField('model: [', 'owner', 'risk')).toBe('model: [')
})
