import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type AccentStyle, accentStyle, onAccent } from '../html/accent.ts';
import { colon } from '../i18n/format.ts';
import { translator } from '../i18n/messages.ts';
import type { Letter } from './letter.ts';
import { helpLine } from './letter-text.ts';
import { mailMessages } from './messages.ts';

/** Those of the portal’s pages (`ui/styles/tokens.css`, which a test compares), in hex: mail programs know no other. */
export const letterColours = {
  light: { paper: '#f9f3e6', surface: '#fefcf6', ink: '#251a13', soft: '#4e3f33', line: '#dccfbc', accent: '#1d512f' },
  dark: { paper: '#1c140f', surface: '#292018', ink: '#f1ece3', soft: '#d2c9bb', line: '#483e34', accent: '#a5e0a5' },
} as const;

/**
 * The HTML of a letter: styles in place, since many programs throw style sheets away; the one sheet only turns the colours
 * by night, where it is read. Nothing is fetched from anywhere: neither pictures nor anything that tells that it was opened.
 */
export function letterHtml(letter: Letter): string {
  const accent = accentOf(letter.territory.accent);
  return `<!doctype html>\n${renderToString(<LetterPage letter={letter} accent={accent} />)}`;
}

function accentOf(chosen: string | null): AccentStyle['accent'] {
  const own = { light: letterColours.light.accent, dark: letterColours.dark.accent };
  if (!chosen) return own;
  try {
    return accentStyle(chosen).accent;
  } catch {
    return own;
  }
}

const FONT = "'Atkinson Hyperlegible Next','Atkinson Hyperlegible',system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const day = letterColours.light;

function nightSheet(accent: string): string {
  const { paper, surface, ink, soft, line } = letterColours.dark;
  const rules = [
    `.paper{background:${paper}!important;color:${ink}!important}`,
    `.card{background:${surface}!important;border-color:${line}!important}`,
    `.band,.action{background:${accent}!important;color:${onAccent.dark}!important}`,
    `.ink{color:${ink}!important}`,
    `.soft{color:${soft}!important}`,
    `.link{color:${accent}!important}`,
    `.quote{border-color:${accent}!important}`,
  ];
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}@media(prefers-color-scheme:dark){${rules.join('')}}`;
}

function LetterPage({ letter, accent }: { letter: Letter; accent: AccentStyle['accent'] }): JSX.Element {
  const t = translator(mailMessages, letter.locale);
  const { territory, action, quote, unsubscribeUrl } = letter;
  return (
    <html lang={letter.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Dates and telephone numbers stay as they are set. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{letter.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: nightSheet(accent.dark) }} />
      </head>
      <body class="paper" style={`margin:0;padding:0;background:${day.paper};color:${day.ink}`}>
        {/* Again on an element of ours: web mail takes body and its language away. */}
        <div
          class="paper"
          lang={letter.locale}
          style={`padding:24px 12px;background:${day.paper};color:${day.ink};font-family:${FONT};font-size:17px;line-height:1.55`}
        >
          <div style="max-width:600px;margin:0 auto">
            <div
              class="band"
              style={`padding:14px 24px;border-radius:12px 12px 0 0;background:${accent.light};color:${onAccent.light};font-size:19px;font-weight:700`}
            >
              {territory.name}
            </div>
            <div
              class="card"
              style={`padding:8px 24px 24px;border:1px solid ${day.line};border-top:0;border-radius:0 0 12px 12px;background:${day.surface}`}
            >
              <h1 class="ink" style={`margin:16px 0;color:${day.ink};font-size:22px;line-height:1.3`}>
                {letter.subject}
              </h1>
              {letter.greeting && <Words text={letter.greeting} />}
              {letter.paragraphs.map((paragraph) => (
                <Words text={paragraph} />
              ))}
              {letter.facts && letter.facts.length > 0 && (
                <ul class="ink" style={`margin:16px 0;padding-left:22px;color:${day.ink}`}>
                  {letter.facts.map(({ term, value, url }) => (
                    <li style={url === undefined ? 'margin:4px 0' : 'margin:12px 0'}>
                      {url === undefined ? (
                        <strong>
                          {term}
                          {colon(letter.locale)}
                        </strong>
                      ) : (
                        <>
                          <a class="link" href={url} style={`color:${accent.light};font-weight:700`}>
                            {term}
                          </a>
                          <br />
                        </>
                      )}{' '}
                      <Lines text={value} />
                    </li>
                  ))}
                </ul>
              )}
              {quote && (
                <blockquote
                  class="ink quote"
                  style={`margin:16px 0;padding:4px 0 4px 16px;border-left:4px solid ${accent.light};color:${day.ink}`}
                >
                  <Lines text={quote} />
                </blockquote>
              )}
              {action && (
                <>
                  <p style="margin:24px 0 8px">
                    <a
                      class="action"
                      href={action.url}
                      style={`display:inline-block;padding:13px 24px;border-radius:12px;background:${accent.light};color:${onAccent.light};font-weight:700;text-decoration:none`}
                    >
                      {action.label}
                    </a>
                  </p>
                  <p class="soft" style={`margin:0 0 24px;color:${day.soft};font-size:15px`}>
                    {t('mail.copy')}
                    <br />
                    <a class="link" href={action.url} style={`color:${accent.light};word-break:break-all`}>
                      {action.url}
                    </a>
                  </p>
                </>
              )}
              {letter.afterword?.map((paragraph) => (
                <Words text={paragraph} />
              ))}
            </div>
            <div class="soft" style={`padding:16px 24px;color:${day.soft};font-size:15px`}>
              <p style="margin:0 0 8px">
                {t('mail.from', { name: territory.name })}
                <br />
                <a class="link" href={territory.origin} style={`color:${accent.light}`}>
                  {territory.origin}
                </a>
              </p>
              {helpLine(letter).map((line) => (
                <p style="margin:0 0 8px">{line}</p>
              ))}
              {unsubscribeUrl && (
                <p style="margin:0">
                  <a class="link" href={unsubscribeUrl} style={`color:${accent.light}`}>
                    {t('mail.unsubscribe')}
                  </a>
                </p>
              )}
            </div>
          </div>
        </div>
      </body>
    </html>
  );
}

function Words({ text }: { text: string }): JSX.Element {
  return (
    <p class="ink" style={`margin:16px 0;color:${day.ink}`}>
      <Lines text={text} />
    </p>
  );
}

/** Line feeds as they were typed. */
function Lines({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split(/\r?\n/).map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
