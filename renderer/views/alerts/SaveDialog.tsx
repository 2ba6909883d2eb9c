import { useApp, useTranslator } from '../../app/context.ts'
import { DeciderField, useDecision } from '../../components/Decision.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'

/** Puts rules in force; who did is in the audit chain. */
export function SaveDialog({
  model,
  text,
  before,
  onClose,
}: {
  model: string
  text: string
  /** The rules that are in force now; null where none are. */
  before: string | null
  onClose(): void
}) {
  const { client, undo } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  const save = async () => {
    const { by } = decision.take()
    const put = (rules: string) => client.command('alerts.save', { model, text: rules, by })
    await put(text)
    undo.add({
      text: (words) => words.text('undo.rules', { model }),
      undo: () =>
        before === null
          ? client.command('alerts.remove', { model, by, reason: t.text('undo.reason') })
          : put(before),
      redo: () => put(text),
      announced: true,
    })
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
