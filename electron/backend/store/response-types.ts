import type { ResponseDocument, ResponseView } from '#shared/contract/documents/response.ts'

export type ResponseDecision = {
  readonly decision: 'accepted' | 'dismissed'
  readonly by: string
  readonly reason: string
}

/** Proposed responses and what people decided; each is in the audit table, too. */
export type ResponseStore = {
  /** Keeps a proposal; one that is there already stays as it is, with its decision. */
  proposeResponse(document: ResponseDocument): Promise<ResponseView>
  /** Of one model, newest first. */
  listResponses(model: string): Promise<readonly ResponseView[]>
  /** Rejects with `NOT_FOUND`. A later decision replaces an earlier one. */
  decideResponse(response: string, decision: ResponseDecision): Promise<ResponseView>
}
