import type { HTMLAttributes } from 'preact';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { uiMessages } from './messages.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/picture-crop.ts`. */
      'picture-crop': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

/** Width by height of what a page shows of a picture among others (`.picture-grid`), and of a square. */
const SHAPES = { wide: 4 / 3, square: 1 } as const;

/**
 * Which part of a picture is kept, with a finger, a mouse or the arrow keys: beside the only `FileField` of its form, and shown
 * once a picture is chosen. Sends « x y width height », fractions of the upright picture; nothing for all of it, as without
 * JavaScript.
 */
export function PictureCrop({ id, name, locale }: { id: string; name: string; locale: Locale }) {
  const t = translator(uiMessages, locale);
  return (
    <picture-crop hidden data-words={t('ui.crop.picture')}>
      <div class="field">
        <label class="label" for={id}>
          {t('ui.crop')}
        </label>
        <p class="hint" id={`${id}-hint`}>
          {t('ui.crop.hint')}
        </p>
        {/* None of these controls has a name: what is sent is worked out from them. */}
        <select class="input select" id={id} aria-describedby={`${id}-hint`}>
          <option value="">{t('ui.crop.whole')}</option>
          <option value={SHAPES.wide}>{t('ui.crop.wide')}</option>
          <option value={SHAPES.square}>{t('ui.crop.square')}</option>
        </select>
      </div>
      <div class="crop-box" />
      <div class="crop-sliders" hidden>
        {(['size', 'across', 'down'] as const).map((slider) => (
          <div key={slider}>
            <label class="label" for={`${id}-${slider}`}>
              {t(`ui.crop.${slider}`)}
            </label>
            <input type="range" id={`${id}-${slider}`} min={slider === 'size' ? 20 : 0} max={100} step={1} />
          </div>
        ))}
      </div>
      <input type="hidden" name={name} />
    </picture-crop>
  );
}
