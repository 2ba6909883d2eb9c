/**
 * A text in at most so many letters, as a person counts them, for what a chart draws. Where letters are left out, the text
 * is isolated, so that the ellipsis stands where its script ends and not always at the right.
 */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  if (letters.length <= most) return text
  return `\u2068${letters.slice(0, Math.max(1, most - 1)).join('')}…\u2069`
}
