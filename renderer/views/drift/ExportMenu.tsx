import { Download, FileCode, FileText, FileType, Table } from 'lucide-react'
import { useCallback, useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { ReportFormat } from '#shared/contract/operations.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { downloadUrl } from '../../charts/download.ts'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button } from '../../components/Button.tsx'
import { Menu } from '../../components/Menu.tsx'

/** The report in each format; where a format cannot be had the entry says why. */
export function ExportMenu({ run }: { run: RunId }) {
  const { client, notices } = useApp()
  const t = useTranslator()
  const { data: capabilities } = useQuery('app.capabilities', {})
  const [open, setOpen] = useState(false)
  useViewAction(
    'export',
    useCallback(() => setOpen(true), []),
  )
  const save = async (format: ReportFormat) => {
    try {
      const saved = await client.job('reports.save', { run, format }).result
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
    }
  }
  const noPdf =
    capabilities?.pdf.available === false ? (capabilities.pdf.reason ?? t.text('export.pdf.no')) : undefined
  return (
    <Menu
      label={t.text('export.title')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Download size={16} aria-hidden="true" />
          {t.text('export.title')}
        </Button>
      }
      entries={[
        {
          label: t.text('export.html'),
          hint: t.text('export.html.hint'),
          icon: <FileCode size={16} />,
          run: () => void save('html'),
        },
        {
          label: t.text('export.pdf'),
          hint: t.text('export.pdf.hint'),
          icon: <FileText size={16} />,
          disabledBecause: noPdf,
          run: () => void save('pdf'),
        },
        {
          label: t.text('export.json'),
          hint: t.text('export.json.hint'),
          icon: <FileType size={16} />,
          run: () => void save('json'),
        },
        {
          label: t.text('export.csv'),
          hint: t.text('export.csv.hint'),
          icon: <Table size={16} />,
          run: () => void save('csv'),
        },
      ]}
    />
  )
}
