import { useApp, useTranslator } from '../../app/context.ts'
import { DeciderField, useDecision } from '../../components/Decision.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'

/** Puts rules in force; who did is in the audit chain. */
export function SaveDialog({ model, text, onClose }: { model: string; text: string; onClose(): void }) {
  const { client, notices } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  const save = async () => {
    await client.command('alerts.save', { model, text, by: decision.take().by })
    notices.show({ tone: 'info', text: t.text('alerts.rules.saved') })
  }
  return (
    <FormDialog
      title={t.text('alerts.rules.save')}
      means={t.text('alerts.rules.save.means')}
      missing={decision.nobody}
      onSend={save}
      onClose={onClose}
    >
      <DeciderField decision={decision} />
    </FormDialog>
  )
}
