// Gives the address of what is on screen to the clipboard. A browser has one only where the page is safe: on this machine, or over TLS.

import { useState } from 'react'

import { useLanguage } from '../../i18n/language'

export function CopyLink() {
  const { t } = useLanguage()
  const [copied, setCopied] = useState(false)
  if (!window.isSecureContext) return null
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <button type="button" className="button" aria-live="polite" onClick={() => void copy()}>
      {t(copied ? 'ask.copied' : 'ask.copy')}
    </button>
  )
}
