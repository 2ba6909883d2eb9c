import { type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { useApp } from '../context.ts'

/**
 * What is selected in a view, shown in the inspector for as long as this is rendered: definition, inputs, convention,
 * rows. `heading` says in a word or two what it is.
 */
export function Inspect({ heading, children }: { heading: string; children: ReactNode }) {
  const { inspector } = useApp()
  const place = useStore(inspector, (state) => state.place)
  useEffect(() => {
    inspector.setHeading(heading)
    return () => inspector.setHeading(null)
  }, [inspector, heading])
  return place === null ? null : createPortal(children, place)
}
