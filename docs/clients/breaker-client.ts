/** Asks Driftdesk who may serve a model. Fails safe: without an answer the fallback serves. */
export type BreakerAnswer = {
  readonly served_by: 'model' | 'fallback' | 'probes'
  readonly fallback: string | null
  readonly probe_share: number
}

export async function breaker(baseUrl: string, token: string, model: string): Promise<BreakerAnswer> {
  try {
    const response = await fetch(`${baseUrl}/v1/breakers/${encodeURIComponent(model)}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(500),
    })
    if (response.ok) return (await response.json()) as BreakerAnswer
  } catch {
    // Unreachable is the same as open.
  }
  return { served_by: 'fallback', fallback: null, probe_share: 0 }
}

/** CLOSED: every row; HALF_OPEN: the share of the probes; OPEN: none. */
export const modelMayServe = ({ probe_share }: BreakerAnswer): boolean => Math.random() < probe_share
