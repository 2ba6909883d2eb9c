import { expect, test } from 'vitest'
import { svgPen } from './svg-pen.ts'

const SIZE = { width: 100, height: 20 }
const measure = (text: string) => ({ width: text.length * 7 }) as TextMetrics

test('what is painted is written as elements in its order, with its colours', () => {
  const pen = svgPen(SIZE, measure)
  pen.fillStyle = '#112233'
  pen.fillRect(1, 2, 3.256, 4)
  pen.strokeStyle = '#445566'
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.moveTo(0, 0)
  pen.lineTo(5, 5)
  pen.stroke()
  expect(pen.svg()).toContain(
    '<rect x="1" y="2" width="3.26" height="4" fill="#112233"></rect>' +
      '<path d="M0 0L5 5" fill="none" stroke="#445566" stroke-width="1.5"></path>',
  )
})

test('a clip holds until it is restored', () => {
  const pen = svgPen(SIZE, measure)
  pen.save()
  pen.beginPath()
  pen.rect(0, 0, 10, 5)
  pen.clip()
  pen.fillRect(0, 0, 1, 1)
  pen.restore()
  pen.fillRect(1, 1, 1, 1)
  expect(pen.svg()).toContain(
    '<clipPath id="clip1"><path d="M0 0h10v5h-10Z"/></clipPath>' +
      '<rect x="0" y="0" width="1" height="1" fill="#000" clip-path="url(#clip1)"></rect>' +
      '<rect x="1" y="1" width="1" height="1" fill="#000"></rect>',
  )
})

test('transparency is written where there is any, and names are no markup', () => {
  const pen = svgPen(SIZE, measure)
  pen.globalAlpha = 0.45
  pen.fillText('<b>&"\u0000', 1, 2)
  expect(pen.svg()).toContain('<text x="1" y="2" fill="#000" opacity="0.45">&lt;b&gt;&amp;&quot;</text>')
})
