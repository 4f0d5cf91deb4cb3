// Says how many columns lie beyond the edge of the room, and leads to them: past the last one it leads back.

import { useEffect, useState, type RefObject } from 'react'

import { useLanguage } from '../../i18n/language'

/** `of` names what is shown: another table has other columns. */
export function Sideways({ room, of }: { room: RefObject<HTMLElement | null>; of: unknown }) {
  const { t } = useLanguage()
  const [{ beyond, wide }, setState] = useState({ beyond: 0, wide: false })
  useEffect(() => {
    const shown = room.current
    if (!shown) return
    const look = () => {
      const edge = shown.getBoundingClientRect().right
      const heads = [...shown.querySelectorAll('thead th')].filter((head) => head.getBoundingClientRect().right > edge + 1)
      setState({ beyond: heads.length, wide: shown.scrollWidth > shown.clientWidth + 1 })
    }
    look()
    const watcher = new ResizeObserver(look)
    watcher.observe(shown)
    if (shown.firstElementChild) watcher.observe(shown.firstElementChild)
    shown.addEventListener('scroll', look)
    return () => {
      watcher.disconnect()
      shown.removeEventListener('scroll', look)
    }
  }, [room, of])
  if (!wide) return null
  // The first column stays in sight, so that less than a whole room is new.
  const on = () => room.current?.scrollBy({ left: beyond > 0 ? room.current.clientWidth / 2 : -room.current.scrollWidth })
  return (
    <button type="button" className="button" onClick={on}>
      {beyond > 0 ? t('table.beyond', { count: beyond }) : t('table.first')}
    </button>
  )
}
