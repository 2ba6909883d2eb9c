import { useApp, useTranslator } from '../../app/context.ts'
import { DecisionFields, useDecision } from '../../components/Decision.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'

/** Who decided about a proposal, and why. */
export function DecisionDialog({
  response,
  decision: verdict,
  onClose,
}: {
  response: string
  decision: 'accepted' | 'dismissed'
  onClose(): void
}) {
  const { client } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  return (
    <FormDialog
      title={t.text(verdict === 'accepted' ? 'response.accept' : 'response.dismiss')}
      missing={decision.missing}
      onSend={() => client.command('responses.decide', { response, decision: verdict, ...decision.take() })}
      onClose={onClose}
    >
      <DecisionFields decision={decision} />
    </FormDialog>
  )
}
