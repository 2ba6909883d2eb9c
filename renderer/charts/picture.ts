const COPIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const
const HEAD = 44
const NAMESPACE = 'http://www.w3.org/2000/svg'

export type PictureKey = { readonly label: string; readonly mark: 'fill' | 'line' | 'limit' }

/**
 * A chart on screen as a picture that stands alone: the colours of the theme written out, its title and its key
 * above it, on the theme's ground.
 */
export function pictureOf(chart: SVGSVGElement, title: string, keys: readonly PictureKey[]): string {
  const { width, height } = chart.getBoundingClientRect()
  const style = getComputedStyle(chart)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const picture = document.createElementNS(NAMESPACE, 'svg')
  set(picture, { xmlns: NAMESPACE, width, height: height + HEAD, viewBox: `0 0 ${width} ${height + HEAD}` })
  picture.append(shape('rect', { width, height: height + HEAD, fill: colour('--surface-2') }))
  const font = { 'font-family': 'Inter, system-ui, sans-serif', fill: colour('--text') }
  picture.append(label(title, { ...font, x: 8, y: 18, 'font-size': 13, 'font-weight': 600 }))
  let x = 8
  for (const key of keys) {
    picture.append(keyMark(key.mark, x, colour))
    picture.append(label(key.label, { ...font, x: x + 18, y: 35, 'font-size': 12 }))
    x += 36 + key.label.length * 7
  }
  const body = shape('g', { transform: `translate(0 ${HEAD})` })
  body.append(...[...chart.children].map((child) => plainCopy(child)))
  picture.append(body)
  return new XMLSerializer().serializeToString(picture)
}

function keyMark(mark: PictureKey['mark'], x: number, colour: (name: string) => string): SVGElement {
  switch (mark) {
    case 'fill':
      return shape('rect', { x, y: 26, width: 12, height: 10, fill: colour('--baseline-fill') })
    case 'line':
      return shape('path', { d: `M${x} 31 h12`, stroke: colour('--accent'), 'stroke-width': 2 })
    case 'limit':
      return shape('path', {
        d: `M${x + 6} 25 v11 m-4 0 h8`,
        stroke: colour('--text-3'),
        'stroke-width': 1.5,
      })
  }
}

/** A picture as PNG at twice its size. */
export async function pngOf(picture: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([picture], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * 2
    canvas.height = image.naturalHeight * 2
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) =>
        blob === null ? reject(new Error('The picture is too large.')) : resolve(blob),
      ),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** A copy whose look no longer depends on style sheets. */
function plainCopy(element: Element): Element {
  const copy = element.cloneNode(false)
  if (!(copy instanceof Element)) return element
  const style = getComputedStyle(element)
  for (const name of COPIED) {
    const value = style.getPropertyValue(name)
    if (value !== '') copy.setAttribute(name, value)
  }
  const tip = element.getAttribute('data-tip')
  for (const name of ['class', 'style', 'tabindex', 'role', 'data-tip']) copy.removeAttribute(name)
  if (tip !== null) {
    const title = shape('title', {})
    title.textContent = tip
    copy.append(title)
  }
  for (const child of element.childNodes) {
    copy.append(child instanceof Element ? plainCopy(child) : child.cloneNode())
  }
  return copy
}

function label(text: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = shape('text', attributes)
  element.textContent = text
  return element
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  return set(document.createElementNS(NAMESPACE, name), attributes)
}

function set<T extends Element>(element: T, attributes: Readonly<Record<string, string | number>>): T {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  return element
}
