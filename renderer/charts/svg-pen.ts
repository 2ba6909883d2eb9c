/** What of a canvas's context charts draw with, so that one function paints the screen and writes the drawing. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clip'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillText'
  | 'lineTo'
  | 'measureText'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'save'
  | 'stroke'
  | 'strokeRect'
> &
  Pick<
    CanvasRenderingContext2D,
    'fillStyle' | 'font' | 'globalAlpha' | 'lineWidth' | 'strokeStyle' | 'textBaseline'
  >

type Size = { readonly width: number; readonly height: number }

/**
 * A pen that writes SVG instead of painting: each `fill`, `stroke`, rectangle and text becomes one element. A clip holds
 * until `restore`; text is measured by `measure`.
 */
export function svgPen({ width, height }: Size, measure: Pen['measureText']): Pen & { svg(): string } {
  const elements: string[] = []
  let path = ''
  let clips = 0
  let clipped = ''
  const saved: string[] = []
  const put = (name: string, attributes: Readonly<Record<string, string | number>>, content = '') => {
    const { globalAlpha } = pen
    const all = { ...attributes, ...(globalAlpha === 1 ? {} : { opacity: globalAlpha }) }
    const text = Object.entries(all).map(([key, value]) => ` ${key}="${escapeXml(plain(value))}"`)
    elements.push(`<${name}${text.join('')}${clipped}>${escapeXml(content)}</${name}>`)
  }
  const stroke = () => ({ fill: 'none', stroke: String(pen.strokeStyle), 'stroke-width': pen.lineWidth })
  const pen: Pen & { svg(): string } = {
    fillStyle: '#000',
    strokeStyle: '#000',
    lineWidth: 1,
    globalAlpha: 1,
    font: '',
    textBaseline: 'alphabetic',
    beginPath() {
      path = ''
    },
    moveTo(x, y) {
      path += `M${plain(x)} ${plain(y)}`
    },
    lineTo(x, y) {
      path += `L${plain(x)} ${plain(y)}`
    },
    rect(x, y, w, h) {
      path += `M${plain(x)} ${plain(y)}h${plain(w)}v${plain(h)}h${plain(-w)}Z`
    },
    closePath() {
      path += 'Z'
    },
    fill: () => put('path', { d: path, fill: String(pen.fillStyle) }),
    stroke: () => put('path', { d: path, ...stroke() }),
    fillRect: (x, y, w, h) => put('rect', { x, y, width: w, height: h, fill: String(pen.fillStyle) }),
    strokeRect: (x, y, w, h) => put('rect', { x, y, width: w, height: h, ...stroke() }),
    fillText: (text, x, y) => put('text', { x, y, fill: String(pen.fillStyle) }, text),
    measureText: measure,
    save: () => saved.push(clipped),
    restore() {
      clipped = saved.pop() ?? ''
    },
    clip() {
      clips += 1
      elements.push(`<clipPath id="clip${clips}"><path d="${path}"/></clipPath>`)
      clipped = ` clip-path="url(#clip${clips})"`
    },
    svg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(FONT)}" font-size="12">${elements.join('')}</svg>`,
  }
  return pen
}

/** Fonts of drawings that leave the page. */
export const FONT = 'Inter, "Noto Sans Devanagari", system-ui, sans-serif'

function plain(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value
}

/** Text for XML; characters that XML does not have are left out. */
export function escapeXml(content: string): string {
  return content
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
