// What is selected, and on whose word it is so.

import { useAddress } from '../../address/use_address'
import { Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { ClaimEvidence } from './ClaimEvidence'
import { EntityEvidence } from './EntityEvidence'
import styles from './EvidencePanel.module.css'
import { ObservationEvidence } from './ObservationEvidence'
import { RelationEvidence } from './RelationEvidence'
import { Signs } from './Signs'

export function EvidencePanel() {
  const { t } = useLanguage()
  const [{ pick }, go] = useAddress()
  const close = () => go({ pick: undefined })
  return (
    <section
      className={styles.panel}
      aria-label={t('evidence.title')}
      data-open={pick !== undefined}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header className={styles.bar}>
        <h2>{t('evidence.title')}</h2>
        {pick && (
          <button type="button" aria-label={t('evidence.close')} onClick={close}>
            <Sign name="close" />
          </button>
        )}
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('evidence.title')}>
        {pick?.type === 'relation' && <RelationEvidence key={pick.key} relation={pick.key} />}
        {pick?.type === 'entity' && <EntityEvidence key={pick.key} entity={pick.key} />}
        {pick?.type === 'observation' && <ObservationEvidence key={pick.key} observation={pick.key} />}
        {pick?.type === 'claim' && <ClaimEvidence key={pick.key} claim={pick.key} />}
        {!pick && (
          <>
            <Notice title={t('evidence.empty')}>
              <p>{t('evidence.emptyText')}</p>
            </Notice>
            <Signs />
          </>
        )}
      </div>
    </section>
  )
}
