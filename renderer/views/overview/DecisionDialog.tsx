import { TriangleAlert } from 'lucide-react'
import type { ResponseView } from '#shared/contract/documents/response.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { DecisionFields, useDecision } from '../../components/Decision.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'
import styles from './response.module.css'

/** Who decides about a proposal, and why; what is decided is said once more. */
export function DecisionDialog({
  plan: { response, action, due_seconds, blocked },
  decision: verdict,
  onClose,
}: {
  plan: ResponseView
  decision: 'accepted' | 'dismissed'
  onClose(): void
}) {
  const { client } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  return (
    <FormDialog
      title={t.text(verdict === 'accepted' ? 'response.accept.title' : 'response.dismiss.title')}
      action={t.text(verdict === 'accepted' ? 'response.accept' : 'response.dismiss')}
      means={
        <>
          <p>
            <strong>{t.text(`response.action.${action}`)}</strong>
            {verdict === 'accepted' &&
              due_seconds !== null &&
              `, ${t.text('response.due', { time: t.numbers.duration(due_seconds) })}`}
          </p>
          {verdict === 'accepted' && blocked && (
            <p className={styles.blocked}>
              <TriangleAlert size={14} aria-hidden="true" />
              {t.text('response.blocked')}
            </p>
          )}
        </>
      }
      missing={decision.missing}
      onSend={() => client.command('responses.decide', { response, decision: verdict, ...decision.take() })}
      onClose={onClose}
    >
      <DecisionFields decision={decision} />
    </FormDialog>
  )
}
