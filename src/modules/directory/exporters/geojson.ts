import type { Exporter } from '../../../kernel/module.ts';
import { sourceOf } from '../sources.ts';
import { isLanguage } from '../vocabularies/languages.ts';
import { type ExportedPlace, exportedPlaces, idOfRow, Left } from './structures.ts';

/** Numbers that OpenStreetMap has a key for. */
const numberKeys = { siret: 'ref:FR:SIRET', finess: 'ref:FR:FINESS', uai: 'ref:UAI' } as const;

/** As many as the importer takes, and each as long. */
const ALTERNATE_NAMES = 20;

/** Longer ids are cut by some readers: such a place goes by ours. */
const LONGEST_ID = 200;

/** Places tagged as in OpenStreetMap, beside our own words for what they are (`terreau:…`). */
export const geojsonExporter: Exporter = {
  format: 'geojson',
  summary: 'lieux qui ont une position, en GeoJSON, avec des étiquettes OpenStreetMap',
  mediaType: 'application/geo+json; charset=utf-8',
  extension: 'geojson',
  async run(kernel, { territory, write }) {
    const left = new Left();
    const sources = new Set<string>();
    let lieux = 0;
    for await (const place of exportedPlaces(kernel, territory)) {
      const feature = featureOf(place, left);
      if (!feature) continue;
      for (const source of place.sources) sources.add(source);
      await write(`${lieux === 0 ? '{"type":"FeatureCollection","features":[' : ','}\n${JSON.stringify(feature)}`);
      lieux += 1;
    }
    if (lieux === 0) await write('{"type":"FeatureCollection","features":[');
    // Known at the end only, and a foreign member that readers skip (RFC 7946, 6.1).
    await write(`],"sources":${JSON.stringify([...sources].sort().map(sourceOf))}}\n`);
    return { counts: { lieux }, left: left.all };
  },
};

/** A value of OpenStreetMap is one line, and a semicolon parts two values. */
function tag(text: string | null): string | undefined {
  return text?.replace(/;/g, ',').replace(/\s+/g, ' ').trim() || undefined;
}

function featureOf(place: ExportedPlace, left: Left): object | null {
  const { facts, told, own } = place;
  if (facts.isAddressConfidential) {
    left.add('adresses confidentielles');
    return null;
  }
  if (facts.position === null) {
    left.add('lieux sans position');
    return null;
  }
  leaveOut(facts, left);
  const { source, externalId } = idOfRow(told && told.externalId.length <= LONGEST_ID ? told : null, own, place.id);
  return {
    type: 'Feature',
    id: externalId,
    geometry: { type: 'Point', coordinates: [facts.position.longitude, facts.position.latitude] },
    properties: {
      name: facts.name,
      alt_name: facts.alternateNames.slice(0, ALTERNATE_NAMES).map(tag).filter(Boolean).join(';') || undefined,
      description: facts.description?.replace(/\s+/g, ' ').trim() || undefined,
      'addr:street': tag(facts.street),
      'addr:postcode': tag(facts.postcode),
      'addr:city': tag(facts.locality),
      phone: tag(facts.phone),
      email: tag(facts.email),
      website: facts.website?.replace(/;/g, '%3B'),
      opening_hours: facts.openingHours?.replace(/\s+/g, ' ').trim() || undefined,
      wheelchair: facts.wheelchair ?? undefined,
      ...Object.fromEntries(facts.languages.filter(isLanguage).map((code) => [`language:${code}`, 'yes'])),
      ...Object.fromEntries(
        Object.entries(numberKeys).map(([scheme, key]) => [
          key,
          facts.identifiers.find((one) => one.scheme === scheme && one.isValid)?.value,
        ]),
      ),
      check_date: place.confirmedOn,
      'terreau:source': source,
      // Always there, empty or not: it tells our own places.
      'terreau:kinds': facts.kinds.join(';'),
      'terreau:themes': facts.themes.join(';') || undefined,
    },
  };
}

function leaveOut(facts: ExportedPlace['facts'], left: Left): void {
  left.add('autres noms au-delà de vingt', Math.max(0, facts.alternateNames.length - ALTERNATE_NAMES));
  left.add('compléments d’adresse', facts.addressComplement === null ? 0 : 1);
  left.add('codes de commune', facts.communeCode === null ? 0 : 1);
  left.add('pages Acceslibre', facts.accessibilityUrl === null ? 0 : 1);
  left.add('langues inconnues', facts.languages.filter((code) => !isLanguage(code)).length);
  const kept = new Set(facts.identifiers.filter(({ scheme, isValid }) => isValid && scheme in numberKeys).map(({ scheme }) => scheme));
  left.add('numéros faux, en double ou sans étiquette', facts.identifiers.length - kept.size);
}
