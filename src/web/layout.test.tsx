import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Page } from '../kernel/html/page.ts';
import type { TerritoryContext, Visit } from '../kernel/http/visit.ts';
import { errorPage } from './error-page.tsx';
import { type Assets, renderDocument } from './layout.tsx';

const territory: TerritoryContext = {
  id: '1',
  code: '38999',
  slug: 'valombre',
  name: 'Valombre',
  country: 'FR',
  kind: 'commune',
  canton: null,
  holidayRegion: null,
  timeZone: 'Europe/Paris',
  locales: ['fr', 'en'],
  currency: 'EUR',
  population: null,
  postcodes: [],
  accent: null,
  logoUrl: null,
  homeMessage: null,
  contact: null,
  legal: { publisher: null, director: null, host: null, dataProtectionOfficer: null },
  audit: null,
  services: [],
  districts: [],
  centre: null,
  members: [],
  hosts: [],
  origin: null,
};

function visitTo(path: string, changes: Partial<TerritoryContext> = {}, query: Visit['query'] = {}): Visit {
  return {
    territory: { ...territory, ...changes },
    locale: 'fr',
    now: Temporal.Instant.from('2026-11-24T13:10:00Z'),
    path,
    query,
    origin: 'https://valombre.example',
    href: (to) => to,
    viewer: null,
    newSubmission: () => '',
  };
}

const assets: Assets = {
  css: '/assets/app.css',
  denseCss: '/assets/dense.css',
  denseScript: '/assets/dense.js',
  embedCss: '/assets/embed.css',
  iconSprite: '/assets/icons.svg',
  script: null,
  menu: [],
  navigation: [{ href: '/annuaire', label: 'Annuaire', section: 'directory' }],
};
const page: Page = { title: 'Annuaire', section: 'directory', body: <h1>Annuaire</h1> };

describe('the shell of a page', () => {
  it('says the page, then the territory, in the title', () => {
    expect(renderDocument(page, visitTo('/annuaire'), assets).html).toContain('<title>Annuaire · Valombre</title>');
  });

  it('gives the hash of its only style, so that the security policy can name it', () => {
    const { html, styleHash } = renderDocument(page, visitTo('/annuaire', { accent: '#ff7a00' }), assets);
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css]) => css ?? '');
    expect(styles).toHaveLength(1);
    expect(styleHash).toBe(
      `sha256-${createHash('sha256')
        .update(styles[0] ?? '')
        .digest('base64')}`,
    );
    expect(html).not.toMatch(/ style=| on[a-z]+=/);
  });

  it('is left out in another site’s frame, whose links lead out of it', () => {
    const { html } = renderDocument({ ...page, embeddedIn: ['https://mairie.example'] }, visitTo('/cadre/annuaire'), assets);
    expect(html).toContain('<base target="_top"/>');
    expect(html).toContain('noindex');
    expect(html).not.toMatch(/<header|<footer|<script|app\.css/);
  });

  it('says where other sites ask how to show the page, with the search that it answers', () => {
    const { html } = renderDocument({ ...page, isEmbeddable: true }, visitTo('/annuaire', {}, { q: 'vélo' }), assets);
    expect(html).toContain(
      'type="application/json+oembed" href="/oembed?url=https%3A%2F%2Fvalombre.example%2Fannuaire%3Fq%3Dv%25C3%25A9lo&amp;format=json"',
    );
    expect(html).toContain('type="text/xml+oembed"');
    expect(renderDocument(page, visitTo('/annuaire'), assets).html).not.toContain('oembed');
  });

  it('loads what pages of work need on those alone', () => {
    expect(renderDocument(page, visitTo('/annuaire'), assets).html).not.toContain('dense');
    const { html } = renderDocument({ ...page, dense: true }, visitTo('/gestion'), assets);
    expect(html.indexOf('app.css')).toBeLessThan(html.indexOf('dense.css'));
    expect(renderDocument({ ...page, frame: 'manage' }, visitTo('/gestion'), assets).html).toContain('dense.js');
  });

  it('keeps standing when the territory’s colour is not one', () => {
    expect(renderDocument(page, visitTo('/annuaire', { accent: 'vert pomme' }), assets).styleHash).toBeNull();
  });

  it('lets no structured text end its script', () => {
    const { html } = renderDocument({ ...page, jsonLd: [{ name: '</script><script>alert(1)</script>' }] }, visitTo('/annuaire'), assets);
    expect(html).not.toContain('<script>alert');
  });

  it('tells search engines of each language, and the reader keeps the search when switching', () => {
    const { html } = renderDocument(page, visitTo('/annuaire', {}, { q: 'vélo' }), assets);
    expect(html).toContain('hreflang="en" href="https://valombre.example/en/annuaire"');
    expect(html).toContain('href="/en/annuaire?q=v%C3%A9lo"');
  });

  it('declares the site non-compliant until an audit says otherwise', () => {
    expect(renderDocument(page, visitTo('/annuaire'), assets).html).toMatch(/Accessibilité\s*: non conforme/);
    const audit = { date: '2026-05-04', auditor: 'Un cabinet', rate: 99.9, reportUrl: null };
    expect(renderDocument(page, visitTo('/annuaire', { audit }), assets).html).toContain('partiellement conforme');
  });
});

describe('an error page', () => {
  it.each([
    [404, 'Cette page n’existe pas'],
    [422, 'Cette demande n’est pas complète'],
    [500, 'Quelque chose s’est cassé chez nous'],
    [503, 'Trop de monde en même temps'],
  ])('%i says what happened and is kept out of search engines', (status, words) => {
    const visit = visitTo('/nulle-part');
    const { html } = renderDocument(errorPage(status, visit), visit, assets);
    expect(html).toContain(words);
    expect(html).toContain('noindex');
  });
});
