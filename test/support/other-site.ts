/** The site of a town hall, as a classic theme makes it: its own letters and colours, a strict policy, on another host. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

const font = readFileSync(
  createRequire(import.meta.url).resolve(
    '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  ),
);

const css = `
@font-face { font-family: "Police du thème"; src: url("/police.woff2") format("woff2"); font-weight: 200 800; }
* { box-sizing: border-box; }
a:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
body { margin: 0; background: #f2f4f7; color: #26313d; font: 17px/1.6 "Police du thème", Georgia, serif; }
.site-header { background: #1d3d6b; color: #fff; padding: 1.5rem 4%; }
.site-header a { color: #fff; text-decoration: none; font-size: 1.5rem; font-weight: 700; }
.main-navigation { background: #16305a; padding: 0 4%; }
.main-navigation ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; padding: 0; list-style: none; }
.main-navigation a { display: block; padding: .7rem 0; color: #e6eefb; }
.site-content { display: grid; gap: 2rem; padding: 2rem 4%; }
@media (min-width: 900px) { .site-content { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); } }
article, aside { min-width: 0; background: #fff; padding: 1.5rem; border-top: 4px solid #c8102e; }
a { color: #0b57a4; }
h1, h2 { line-height: 1.2; margin: 0 0 1rem; }
iframe { max-width: 100%; }
/* As the guide says: room for the lists until the script is there. */
terreau-annonces:not(:defined), terreau-carte:not(:defined) { display: block; min-height: 43em; }
terreau-annuaire:not(:defined) { display: block; min-height: 25em; }
@media (min-width: 900px) { terreau-annonces:not(:defined) { min-height: 24em; } }
.sombre, .sombre article, .sombre aside { background: #14181f; color: #e8e6e3; }
.sombre a { color: #9cc7ff; }
footer { padding: 1rem 4%; }
`;

function page(title: string, content: string, aside: string, { isDark = false, script = '' } = {}): string {
  return `<!doctype html>
<html lang="fr-FR">
<head>
<meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Mairie de Montbrillet</title>
<link rel="preload" href="/police.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/wp-content/themes/commune/style.css">
${script}
</head>
<body class="page-template-default${isDark ? ' sombre' : ''}">
<header class="site-header" role="banner"><a href="/" rel="home">Mairie de Montbrillet</a></header>
<nav class="main-navigation" aria-label="Menu principal"><ul><li><a href="/">Accueil</a></li><li><a href="/demarches">Démarches</a></li><li><a href="/vie-locale">Vie locale</a></li></ul></nav>
<main class="site-content">
<article><h1>${title}</h1>${content}</article>
<aside aria-labelledby="cote"><h2 id="cote">À côté</h2>${aside}</aside>
</main>
<footer><p>Mairie de Montbrillet, place de l’Église</p></footer>
</body></html>`;
}

/** @param portal origin of the portal whose lists it shows. */
function pages(portal: string): Readonly<Record<string, string>> {
  const script = `<script src="${portal}/widgets/terreau.js" defer></script>`;
  const list = (tag: string, attributes: string, words: string) =>
    `<${tag} ${attributes}><a href="${portal}/annonces">${words}</a></${tag}>`;
  const lists = list('terreau-annonces', 'nombre="4"', 'Les annonces sur le portail');
  const map = list('terreau-carte', 'nombre="6"', 'La carte sur le portail');
  const english = list('terreau-annuaire', 'lang="en" theme="manger" nombre="2"', 'Where to eat, on the portal');
  const frame = `<iframe src="${portal}/cadre/annonces?nombre=4" title="Annonces, Montbrillet" width="100%" height="640" frameborder="0" loading="lazy"></iframe>`;
  const faults = list('terreau-annonces', 'quoi="benevola" couleur="rouge"', 'Les annonces sur le portail');
  return {
    '/': page('Vie locale', lists, `${english}${map}`, { script }),
    '/sombre': page('Vie locale', `${lists}${map}`, english, { script: script.repeat(2), isDark: true }),
    '/fautes': page('Vie locale', faults, '', { script }),
    '/cadre': page('Annonces', frame, ''),
  };
}

export interface OtherSite {
  /** Its address under a host name of its own. */
  url(name: string, path?: string): string;
  close(): Promise<void>;
}

/** Serves it on loopback, whatever name it is called by. */
export async function openOtherSite(portal: string): Promise<OtherSite> {
  const all = pages(portal);
  const policy = `default-src 'self'; script-src ${portal}; connect-src ${portal}; frame-src ${portal}; style-src 'self'; object-src 'none'; base-uri 'self'`;
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const html = all[path];
    if (path === '/police.woff2') response.setHeader('content-type', 'font/woff2').end(font);
    else if (path.endsWith('style.css')) response.setHeader('content-type', 'text/css; charset=utf-8').end(css);
    else if (html !== undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (name, path = '') => `http://${name}.localhost:${port}${path}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
