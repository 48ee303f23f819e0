import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import layout from '../ui/layout.module.css'
import { shellWords } from '../words/shell.ts'

const words = shellWords.crash

/** One broken screen breaks no other: it says so and can be opened again. */
export class ScreenGuard extends Component<{ readonly children: ReactNode }, { readonly broken: string | null }> {
  override state: { readonly broken: string | null } = { broken: null }

  static getDerivedStateFromError(error: unknown) {
    return { broken: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    const { broken } = this.state
    if (broken === null) return this.props.children
    return (
      <div className={layout.page}>
        <Fault words={{ title: words.title, why: words.why, act: words.act, reference: broken }}>
          <Button small onPress={() => this.setState({ broken: null })}>
            {words.again}
          </Button>
        </Fault>
      </div>
    )
  }
}
