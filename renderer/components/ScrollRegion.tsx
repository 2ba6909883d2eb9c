import type { ComponentProps } from 'react'

/** Lets the keyboard scroll what has nothing to focus inside. */
const FOCUSABLE = { tabIndex: 0 }

/** A named part of a view that scrolls by itself and can be scrolled by keyboard. */
export function ScrollRegion(props: ComponentProps<'section'>) {
  return <section {...FOCUSABLE} {...props} />
}
