const root = () => document.documentElement

/** The theme on screen, for what is drawn rather than styled. */
export function readTheme(): string {
  return root().dataset.theme ?? ''
}

export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(root(), { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
