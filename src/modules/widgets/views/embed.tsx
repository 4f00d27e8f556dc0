import type { EmbeddedItem } from '../../../kernel/embed.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { MapDrawing, Marker } from '../map-rules.ts';
import type { Embedded } from '../view-models.ts';
import { originOf, widgetWords } from '../words.ts';

interface EmbedProps {
  embedded: Embedded;
  visit: Visit;
}

/** What is shown in another site's page, in a frame or by the script: the same HTML, which brings no colour of its own. */
export function EmbedView({ embedded, visit }: EmbedProps) {
  const t = widgetWords(visit);
  const { label, items, drawing, path, mistakes } = embedded;
  const { name } = visit.territory;
  return (
    <div class="embed" lang={visit.locale}>
      {mistakes.map((mistake) => (
        <p class="embed-note" key={mistake}>
          {mistake}
        </p>
      ))}
      {items.length === 0 ? (
        <p class="embed-empty">{t('widgets.empty')}</p>
      ) : drawing ? (
        <div class="embed-plan">
          <Plan drawing={drawing} items={items} visit={visit} />
          <ol class="embed-legend" aria-label={t('widgets.list', { label, name })}>
            {items.map((item) => (
              <Item key={item.key} item={item} visit={visit} />
            ))}
          </ol>
        </div>
      ) : (
        <ul class="embed-list" aria-label={t('widgets.list', { label, name })}>
          {items.map((item) => (
            <Item key={item.key} item={item} visit={visit} />
          ))}
        </ul>
      )}
      <p class="embed-more">
        <a href={hrefOf(path, visit)}>{t('widgets.more', { label, name })}</a>
      </p>
    </div>
  );
}

function hrefOf(path: string, visit: Visit): string {
  return `${originOf(visit)}${visit.href(path)}`;
}

function Item({ item: { path, title, kicker, lines }, visit }: { item: EmbeddedItem; visit: Visit }) {
  return (
    <li class="embed-item">
      {kicker && <p class="embed-kicker">{kicker}</p>}
      <p class="embed-title">
        <a href={hrefOf(path, visit)}>{title}</a>
      </p>
      {lines.map((line) => (
        <p class="embed-line" key={line}>
          {line}
        </p>
      ))}
    </li>
  );
}

/**
 * Where the items of the list are, by their numbers. For the eye and the mouse: who hears or types has the same links in the
 * list, and would go through them twice.
 */
function Plan({ drawing, items, visit }: { drawing: MapDrawing; items: readonly EmbeddedItem[]; visit: Visit }) {
  return (
    <svg class="embed-map" viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true">
      {drawing.outlines.map((path) => (
        <path key={path} class="embed-outline" d={path} />
      ))}
      {drawing.markers.map((marker) => (
        <Numbered key={marker.from} marker={marker} items={items.slice(marker.from - 1, marker.to)} visit={visit} />
      ))}
    </svg>
  );
}

function Numbered({ marker: { x, y, from, to }, items, visit }: { marker: Marker; items: readonly EmbeddedItem[]; visit: Visit }) {
  const words = from === to ? String(from) : `${from}–${to}`;
  const half = 6 + words.length * 4;
  const drawn = (
    <>
      <title>{items.map(({ title }) => title).join(', ')}</title>
      <rect class="embed-marker" x={x - half} y={y - 11} width={2 * half} height="22" rx="11" />
      <text class="embed-number" x={x} y={y + 4.5}>
        {words}
      </text>
    </>
  );
  const [only] = items;
  return items.length === 1 && only ? (
    <a href={hrefOf(only.path, visit)} tabIndex={-1}>
      {drawn}
    </a>
  ) : (
    <g>{drawn}</g>
  );
}
