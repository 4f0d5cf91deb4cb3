// Figures as their sources print them; those that do not hold on the date are faint and say so.

import { figureText, periodText } from '../../api/figure'
import type { FigureFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Evidence.module.css'

export function Figures({ figures }: { figures: readonly FigureFragment[] }) {
  const { t, intl } = useLanguage()
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">{t('evidence.figure')}</th>
          <th scope="col">{t('evidence.period')}</th>
          <th scope="col">{t('evidence.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure, place) => (
          // Figures have no key of their own, and their order is that of the answer.
          <tr key={place} className={figure.holds ? undefined : styles.past}>
            <td>
              {figureText(figure, intl)}
              <small>
                {[t(`metric.${figure.metric}`), figure.derived && t('evidence.derived'), !figure.holds && t('evidence.holdsNot')]
                  .filter(Boolean)
                  .join(', ')}
              </small>
            </td>
            <td>
              {periodText(figure.period) || t('evidence.unknownPeriod')}
              {figure.base && ` / ${periodText(figure.base)}`}
            </td>
            <td>{figure.basis ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
