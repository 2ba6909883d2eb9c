import { useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { Result } from '#shared/contract/operations.ts'
import { useApp, useTranslator } from '../app/context.ts'
import { downloadUrl } from '../charts/download.ts'

type Delivery = Result<'log.export'>

/** Runs a job that makes a file, hands the file to the person, and says what became of it. */
export function useDelivery(): { readonly busy: boolean; deliver(start: () => Promise<Delivery>): void } {
  const { notices } = useApp()
  const t = useTranslator()
  const [busy, setBusy] = useState(false)
  const run = async (start: () => Promise<Delivery>) => {
    setBusy(true)
    try {
      const saved = await start()
      if (saved.kind === 'cancelled') return
      if (saved.kind === 'download') downloadUrl(saved.url, saved.name)
      notices.show({
        tone: 'info',
        text: t.text(saved.kind === 'saved' ? 'export.saved' : 'export.downloaded', {
          name: saved.name,
          size: t.numbers.bytes(saved.bytes),
        }),
      })
    } catch (error) {
      const shape = toErrorShape(error)
      if (shape.code !== 'CANCELLED') notices.showError(shape)
    } finally {
      setBusy(false)
    }
  }
  return { busy, deliver: (start) => void run(start) }
}
