import { useEffect, useState } from 'react'
import { useApp, useTranslator } from '../../app/context.ts'
import styles from './drop.module.css'
import { type Incoming, incomingFiles, pastedName } from './incoming.ts'

/** Takes files that are dropped or pasted anywhere in the window; those dropped on a slot never get here. */
export function DropTarget() {
  const { comparison, navigation, notices } = useApp()
  const t = useTranslator()
  const [over, setOver] = useState(false)

  useEffect(() => {
    let depth = 0
    const take = ({ files, folders }: Incoming) => {
      if (folders > 0) notices.show({ tone: 'info', text: t.text('drop.folders') })
      if (files.length === 0) return
      comparison.addFiles(files, null)
      if (navigation.getState().route.view !== 'mapping') navigation.go({ view: 'start' })
    }
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    }
    const move = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const finish = () => {
      depth = 0
      setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (event.dataTransfer === null || !hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      take(incomingFiles(event.dataTransfer))
    }
    const paste = (event: ClipboardEvent) => {
      const { clipboardData: data, target } = event
      if (data === null || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      const incoming = incomingFiles(data)
      const text = data.getData('text/plain')
      const name = pastedName(text)
      if (incoming.files.length + incoming.folders > 0) take(incoming)
      else if (name !== null) take({ files: [new File([text], name, { type: 'text/plain' })], folders: 0 })
    }
    // Capturing, so that the overlay also goes when a slot takes the drop.
    window.addEventListener('drop', finish, true)
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', move)
    window.addEventListener('drop', drop)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('drop', finish, true)
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', move)
      window.removeEventListener('drop', drop)
      window.removeEventListener('paste', paste)
    }
  }, [comparison, navigation, notices, t])

  if (!over) return null
  return (
    <div className={styles.overlay} aria-hidden="true">
      <p className={styles.words}>{t.text('drop.here')}</p>
    </div>
  )
}
