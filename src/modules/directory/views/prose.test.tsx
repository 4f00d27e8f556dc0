import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Prose, plainSummary } from './prose.tsx';

const html = (text: string) => renderToString(<Prose text={text} />);

describe('a description', () => {
  it('keeps its paragraphs, its lines and its lists', () => {
    expect(html('Un.\nDeux.\n\nTrois :\n- quatre\n- cinq\n\n1. six\r\n2. sept')).toBe(
      '<p>Un.<br/>Deux.</p><p>Trois :</p><ul><li>quatre</li><li>cinq</li><li>six</li><li>sept</li></ul>',
    );
  });

  it('shows no sign of Markdown, and loses no word', () => {
    expect(html('## Titre\n\n**Gras** et __gras__, 2 * 3 * 4, snake_case')).toBe('<p>Titre</p><p>Gras et gras, 2 * 3 * 4, snake_case</p>');
  });

  it('makes links of addresses of the web alone', () => {
    expect(html('Voir [le site](https://www.exemple.fr/a), ou https://exemple.org.')).toBe(
      '<p>Voir le site (<a href="https://www.exemple.fr/a" rel="noreferrer">exemple.fr/a</a>), ou <a href="https://exemple.org" rel="noreferrer">exemple.org</a>.</p>',
    );
    expect(html('[ici](javascript:alert(1)) <b>gras</b>')).toBe('<p>[ici](javascript:alert(1)) &lt;b>gras&lt;/b></p>');
  });

  it('whatever it holds, has no tag but ours', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '<', '>', '"', '*', '_', '[', '](', 'https://', ')', '\n', '- ', '#', ' ') }),
        (text) => {
          expect(
            html(text).replace(/<\/?(?:p|ul|li|br\/|a href="https?:\/\/[^"<>]*" rel="noreferrer"|a|p class="lead")>/g, ''),
          ).not.toContain('<');
        },
      ),
    );
  });

  it('is summed up in a line', () => {
    expect(plainSummary('**Un**.\n\n- deux\n- trois')).toBe('Un. deux trois');
    expect(plainSummary('mot '.repeat(100)).length).toBeLessThanOrEqual(200);
  });
});
