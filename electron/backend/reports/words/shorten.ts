/** At most `longest` characters as a person counts them, so that no emoji or letter is cut in two. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text
  let kept = ''
  let characters = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (characters === longest - 1) return `${kept}…`
    kept += segment
    characters++
  }
  return text
}
