// Gives the browser a file to keep, made on the page: nothing is asked of a server.

export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has it once the press has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** A name of letters, digits and hyphens, and of the day that it is about. */
export function fileName(parts: readonly (string | undefined)[], ending: string): string {
  const words = ['lodegraph', ...parts].flatMap((part) => part?.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || [])
  return `${words.join('-')}.${ending}`
}
