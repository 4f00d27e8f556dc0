import { accentContrast, accentGrounds, accentStyle, onAccent } from '../../../../kernel/html/accent.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { settingsMessages } from '../messages.ts';

const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;

/** How the chosen colour is read, and what the portal makes of it where it is not read well enough. */
export function AccentSample({ visit, accent }: { visit: Visit; accent: string }) {
  if (!HEX.test(accent)) return null;
  const t = translator(settingsMessages, visit.locale);
  const chosen = accent.startsWith('#') ? accent : `#${accent}`;
  const { accent: shown } = accentStyle(chosen);
  const ratio = (hex: string) => formatNumber(Math.floor(accentContrast(hex) * 10) / 10, visit.locale);
  const isKept = accentContrast(chosen) >= accentContrast(shown.light) - 0.05;
  const samples = [
    { key: 'chosen', fill: chosen, ground: accentGrounds.light, ink: onAccent.light },
    { key: 'day', fill: shown.light, ground: accentGrounds.light, ink: onAccent.light },
    { key: 'night', fill: shown.dark, ground: accentGrounds.dark, ink: onAccent.dark },
  ] as const;
  return (
    <figure class="accent-sample">
      <div>
        {samples.map(({ key, fill, ground, ink }) => (
          <svg key={key} viewBox="0 0 120 64" role="img" aria-label={`${t(`desk.settings.appearance.accent.${key}`)}, ${fill}`}>
            <rect width="120" height="64" fill={ground} />
            <rect x="8" y="28" width="104" height="28" rx="6" fill={fill} />
            <text x="60" y="47" text-anchor="middle" font-size="14" fill={ink}>
              Abc
            </text>
            <text x="8" y="20" font-size="12" fill={fill}>
              {t(`desk.settings.appearance.accent.${key}`)}
            </text>
          </svg>
        ))}
      </div>
      <figcaption>
        {isKept
          ? t('desk.settings.appearance.accent.kept', { ratio: ratio(chosen) })
          : t('desk.settings.appearance.accent.changed', { ratio: ratio(chosen), shown: shown.light, after: ratio(shown.light) })}
      </figcaption>
    </figure>
  );
}
