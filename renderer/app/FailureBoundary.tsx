import { Component, type ReactNode } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import { ErrorPanel } from '../components/States.tsx'

type Props = {
  children: ReactNode /** A new key clears the failure, as when the person goes elsewhere. */
  resetKey?: string
}
type State = { readonly failure: unknown; readonly failedAt: string | undefined }

/** Shows a failure of rendering as an error with its mend, never as a blank window. React offers a class only. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { failure: undefined, failedAt: undefined }

  static getDerivedStateFromError(failure: unknown): Partial<State> {
    return { failure }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    if (state.failure === undefined) return { failedAt: props.resetKey }
    return state.failedAt === props.resetKey ? null : { failure: undefined, failedAt: props.resetKey }
  }

  override render(): ReactNode {
    if (this.state.failure === undefined) return this.props.children
    return (
      <ErrorPanel
        error={toErrorShape(this.state.failure)}
        onRetry={() => {
          if (isMissingCode(this.state.failure)) window.location.reload()
          else this.setState({ failure: undefined })
        }}
      />
    )
  }
}

/** Code of a view that could not be loaded, as after an update beneath a page that is open: only a reload finds it. */
function isMissingCode(failure: unknown): boolean {
  return failure instanceof TypeError && /import/i.test(failure.message)
}
