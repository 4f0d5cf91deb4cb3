// A calendar date as precise as its source: `2025`, `2025-06`, `2025-06-13`.

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

export function isPartialDate(text: string): boolean {
  const parts = SHAPE.exec(text)
  if (!parts) return false
  const [, year, month = '01', day = '01'] = parts
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
}

/** Whether the second does not lie wholly before the first. */
export function inOrder(from: string, to: string): boolean {
  const precision = Math.min(from.length, to.length)
  return from.slice(0, precision) <= to.slice(0, precision)
}

/** RFC 3339, with its offset: `2025-06-13T10:33:00Z`. */
export function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && isPartialDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
}
