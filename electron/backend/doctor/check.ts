import type { DoctorCheck } from '#shared/contract/documents/doctor.ts'
import { say } from '#shared/words/say.ts'

/** What a check found out; the mend is asked for only where something is wrong. */
export type Finding =
  | { readonly ok: true; readonly version: string; readonly detail: string }
  | { readonly ok: false; readonly version: string; readonly detail: string; readonly mend: string }

const TIMEOUT_MS = 15_000

/** Runs one check; one that throws or hangs is a finding too. `mend` is what to do then. */
export async function check(
  name: DoctorCheck['name'],
  mend: string,
  look: () => Promise<Finding> | Finding,
): Promise<DoctorCheck> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(
      () =>
        resolve({
          ok: false,
          version: '',
          detail: say('doctor.late', { seconds: TIMEOUT_MS / 1_000 }),
          mend,
        }),
      TIMEOUT_MS,
    )
  })
  try {
    const finding = await Promise.race([Promise.resolve().then(look), late])
    const { ok, version, detail } = finding
    return { name, ok, version, detail, mend: finding.ok ? '' : finding.mend }
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return { name, ok: false, version: '', detail: cause.split('\n')[0] ?? cause, mend }
  } finally {
    clearTimeout(timer)
  }
}
