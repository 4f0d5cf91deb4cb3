// The way to suppose that the world were otherwise.

import * as Popover from '@radix-ui/react-popover'
import { useState } from 'react'

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { SupposeForm } from './SupposeForm'
import { useChanges } from './use_changes'

export function WhatIf() {
  const { t } = useLanguage()
  const { suppose } = useChanges()
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button">
        <Sign name="assumed" /> {t('scenario.whatIf')}
      </Popover.Trigger>
      <Popover.Content className="popover" align="end" sideOffset={4} collisionPadding={8} aria-label={t('scenario.whatIf')}>
        <SupposeForm
          suppose={(change) => {
            setOpen(false)
            suppose(change)
          }}
        />
      </Popover.Content>
    </Popover.Root>
  )
}
