import type { Page } from '@playwright/test'

/** What of a screen is not in the window, or is no text for people. */
export function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const wider = root.scrollWidth - root.clientWidth
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts, and blocks are words of their own.
    const words = document.body.innerText
    return [
      ...(wider > 0 ? [`wider than the window by ${wider}`] : []),
      ...(words.match(/\b(NaN|undefined|Infinity|\[object Object\])\b|\{\w+\}/g) ?? []),
    ]
  })
}

/**
 * English on a screen in another language: sentences that nobody has put into it, labels of three words or more, and raw
 * keys such as `scenarios.run`. Names from the data, code, and what a person typed (`names`) stay as they are.
 */
export function englishOn(page: Page, names: readonly string[]): Promise<string[]> {
  return page.evaluate((kept) => {
    const unnamed = (text: string) => kept.reduce((left, name) => left.replaceAll(name, ''), text)
    const own = 'bdi, code, pre, kbd, textarea, input, script, style, [translate=no]'
    const sentence = /[A-Za-z]{2,}(?:[,;:]? (?:[A-Za-z]{2,}|a|I|\d+)){2,}/
    const key = /\b[a-z]+\.(?!csv|gz|json|ndjson|yaml|parquet|arrow|html|md)[a-z_]+\b/
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const left = new Set<string>()
    while (walker.nextNode()) {
      const { parentElement } = walker.currentNode as Text
      const data = unnamed(walker.currentNode.nodeValue ?? '')
      if (parentElement === null || parentElement.closest(own) !== null) continue
      if (!sentence.test(data) && !key.test(data)) continue
      if (parentElement.checkVisibility()) left.add(data.trim())
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest(own) !== null) continue
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = unnamed(element.getAttribute(name) ?? '')
        if (sentence.test(text)) left.add(`${name}: ${text}`)
      }
    }
    return [...left]
  }, names)
}
