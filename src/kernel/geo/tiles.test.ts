import { describe, expect, it } from 'vitest';
import { tilesOf, tilesSource } from './tiles.ts';

const configured = (tilesUrl: string | null, tilesAttribution: string | null = null) => tilesOf({ tilesUrl, tilesAttribution });

describe('the tiles under a map', () => {
  it('are none unless the operator chose some', () => {
    expect(configured(null)).toBeNull();
    expect(tilesSource(null)).toBeNull();
  });

  it.each([
    ['https://data.geopf.fr/wmts?TILEMATRIX={z}&TILECOL={x}&TILEROW={y}', '© IGN, Géoplateforme'],
    ['https://wmts.geo.admin.ch/1.0.0/pixelkarte/{z}/{x}/{y}.jpeg', '© swisstopo'],
    ['https://{s}.tile.openstreetmap.fr/osmfr/{z}/{x}/{y}.png', '© OpenStreetMap, tuiles OSM France'],
    ['https://tile.openstreetmap.org/{z}/{x}/{y}.png', '© OpenStreetMap'],
    ['http://tiles.example:8080/{z}/{x}/{y}.png', 'tiles.example:8080'],
  ])('name who made them: %s', (url, text) => {
    expect(configured(url)?.attribution.text).toBe(text);
  });

  it('are not mistaken for those of a host that ends alike', () => {
    expect(configured('https://nopenstreetmap.org/{z}/{x}/{y}.png')?.attribution).toEqual({ text: 'nopenstreetmap.org', href: null });
  });

  it('are named as the operator says', () => {
    expect(configured('https://data.geopf.fr/{z}/{x}/{y}.png', '© Nos géomètres')?.attribution).toEqual({
      text: '© Nos géomètres',
      href: 'https://geoservices.ign.fr',
    });
  });

  it.each([
    ['https://data.geopf.fr/wmts?z={z}&x={x}&y={y}', 'https://data.geopf.fr'],
    ['http://127.0.0.1:8080/{z}/{x}/{y}.png', 'http://127.0.0.1:8080'],
    ['https://{s}.tile.example/{z}/{x}/{y}.png', 'https://*.tile.example'],
  ])('are let in by the policy from their host alone: %s', (url, source) => {
    expect(tilesSource(url)).toBe(source);
  });
});
