import { describe, expect, it } from 'vitest';
import { siteOrigin } from './rules.ts';

describe('the address of a site', () => {
  it.each([
    ['https://www.mairie.example', 'https://www.mairie.example'],
    ['https://www.mairie.example/vie-locale?x=1#y', 'https://www.mairie.example'],
    ['www.Mairie.example/accueil', 'https://www.mairie.example'],
    ['http://mairie.example:8080', 'http://mairie.example:8080'],
    ['https://mairie.example:443/', 'https://mairie.example'],
    ['https://mairie-évian.example', 'https://xn--mairie-vian-hbb.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://mairie.localhost:3000', 'http://mairie.localhost:3000'],
  ])('%s is a site', (address, origin) => {
    expect(siteOrigin(address)).toBe(origin);
  });

  it.each([
    'la mairie',
    'mairie',
    '*.mairie.example',
    'https://*.mairie.example',
    "https://mairie.example 'unsafe-inline'",
    'https://mairie.example;script-src *',
    'https://qui:secret@mairie.example',
    'ftp://mairie.example',
    'javascript://mairie.example/%0aalert(1)',
    'data:text/html,x',
    'https://',
    'https://[::1]',
    'https://-mairie.example',
    'null',
  ])('%s is none', (address) => {
    expect(siteOrigin(address)).toBeNull();
  });
});
