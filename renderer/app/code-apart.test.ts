import { createElement } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import { describe, expect, it } from 'vitest'
import { Apart, type CodeApart, codeApart } from './code-apart.ts'

type Props = { readonly name: string }
const Greeting = ({ name }: Props) => createElement('p', null, `Hello, ${name}`)

async function render(code: CodeApart<Props>) {
  const { prelude } = await prerenderToNodeStream(
    createElement(Apart<Props>, { code, props: { name: 'Asha' } }),
    {
      onError: () => undefined,
    },
  )
  let html = ''
  for await (const part of prelude) html += String(part)
  return html
}

/** Code whose fetches end as told, one after the other. */
function apart(...ends: readonly ('there' | 'missing')[]) {
  let asked = 0
  const code = codeApart<Props>(async () => {
    const end = ends[asked]
    asked += 1
    if (end !== 'there') throw new Error('the chunk is missing')
    return { default: Greeting }
  })
  return { ...code, asked: () => asked }
}

describe('codeApart', () => {
  it('waits for its code when it is rendered', async () => {
    expect(await render(apart('there'))).toBe('<p>Hello, Asha</p>')
  })
  it('fetches its code once, however often it is loaded and rendered', async () => {
    const code = apart('there')
    await Promise.all([code.load(), code.load()])
    await render(code)
    expect(await render(code)).toBe('<p>Hello, Asha</p>')
    expect(code.asked()).toBe(1)
  })
  it('shows what keeps its code away once it is rendered, and not before', async () => {
    const code = apart('missing', 'missing')
    await code.load()
    await expect(render(code)).rejects.toThrow('the chunk is missing')
  })
  it('asks again for what could not be loaded ahead', async () => {
    const code = apart('missing', 'there')
    await code.load()
    expect(await render(code)).toBe('<p>Hello, Asha</p>')
  })
})
