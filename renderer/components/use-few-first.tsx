import { type ReactNode, useState } from 'react'
import { useTranslator } from '../app/context.ts'
import { Button } from './Button.tsx'

/** The first of many things, and, where there are more, a button that shows all of them and takes them back. */
export function useFewFirst<Item>(
  items: readonly Item[],
  most: number,
): { readonly shown: readonly Item[]; readonly toggle: ReactNode } {
  const t = useTranslator()
  const [all, setAll] = useState(false)
  if (items.length <= most) return { shown: items, toggle: null }
  return {
    shown: all ? items : items.slice(0, most),
    toggle: (
      <Button small aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? t.text('few.fewer') : t.text('few.all', { count: items.length })}
      </Button>
    ),
  }
}
