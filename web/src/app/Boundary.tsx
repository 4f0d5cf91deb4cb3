// A fault in one part of the page stays there.

import { Component, type ReactNode } from 'react'

interface Props {
  title: string
  children: ReactNode
}

export class Boundary extends Component<Props, { message: string | undefined }> {
  override state = { message: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    if (this.state.message === undefined) return this.props.children
    return (
      <div role="alert" className="fault">
        <strong>{this.props.title}</strong>
        <p>{this.state.message}</p>
      </div>
    )
  }
}
