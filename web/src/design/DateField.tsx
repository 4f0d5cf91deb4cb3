// A day that may be left open.

interface Props {
  name: string
  day: string | undefined
  /** Empty where it is left open. */
  change: (day: string) => void
}

export function DateField({ name, day, change }: Props) {
  return (
    <label>
      {name}
      <input type="date" max="9999-12-31" value={day ?? ''} onChange={({ target }) => change(target.value)} />
    </label>
  )
}
