import { formatNumber } from '../kernel/i18n/format.ts';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { uiMessages } from './messages.ts';

interface SparkProps {
  locale: Locale;
  /** What is counted: « Visites par semaine ». */
  caption: string;
  /** What the drawing shows, in a sentence: « De 12 à 48, la plus haute la semaine du 16 novembre ». */
  summary: string;
  /** Headings of the table: « Semaine », « Visites ». */
  headings: readonly [label: string, value: string];
  /** From the oldest to the latest; null where it may not be told. */
  points: readonly { label: string; value: number | null }[];
}

const HEIGHT = 40;
const WIDTH = 10;

/** Figures over time as bars, and as a table for those who want the figures themselves. */
export function Spark({ locale, caption, summary, headings, points }: SparkProps) {
  const t = translator(uiMessages, locale);
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  return (
    <figure class="spark">
      <figcaption>
        <b>{caption}</b> <span>{summary}</span>
      </figcaption>
      <svg viewBox={`0 0 ${points.length * WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {points.map(({ label, value }, index) => {
          // A bar of nothing is a line, so that one sees that it was counted; what is not told has none.
          const height = value === null ? 0 : Math.max(1, Math.round((value / most) * HEIGHT));
          return <rect key={label} x={index * WIDTH + 1} y={HEIGHT - height} width={WIDTH - 2} height={height} />;
        })}
      </svg>
      <details class="more">
        <summary>{t('ui.spark.figures')}</summary>
        <table>
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{headings[0]}</th>
              <th scope="col">{headings[1]}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value === null ? t('ui.spark.hidden') : formatNumber(value, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
