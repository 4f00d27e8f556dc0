/**
 * The rules of data·inclusion v1 as they are published (gip-inclusion/data-inclusion-schema, 1.0.10), written anew from
 * them: nothing of ours decides here whether an export is right.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

export const seeds = new URL('../../../shared/data/data-inclusion/seeds_v1/', import.meta.url).pathname;

/** A published enumeration, read from the standard's own list. */
function listed(name: string) {
  const rows = parse(readFileSync(`${seeds}${name}_v1.csv`), { columns: true, bom: true }) as Record<string, string>[];
  const values = rows.map((row) => row['value'] ?? '');
  if (values.length < 2 || values.includes('')) throw new Error(`${name} has no values.`);
  return z.enum(values as [string, ...string[]]);
}

function setOf<Value extends z.ZodType>(value: Value) {
  return z
    .array(value)
    .min(1)
    .refine((values) => new Set(values).size === values.length, 'a value twice')
    .nullable();
}

const text = z.string().min(1).nullable();
const uri = z
  .url({ protocol: /^https?$/ })
  .max(2_083)
  .nullable();
const email = z.email().nullable();

function address() {
  return {
    commune: text,
    code_postal: z
      .string()
      .regex(/^\d{5}$/)
      .nullable(),
    code_insee: z
      .string()
      .regex(/^\w{5}$/)
      .nullable(),
    adresse: text,
    complement_adresse: text,
    longitude: z.number().min(-180).max(180).nullable(),
    latitude: z.number().min(-90).max(90).nullable(),
  };
}

function ofSource(row: { source: string; id: string }): boolean {
  return row.id.startsWith(`${row.source}--`) && row.id.length > row.source.length + 2;
}

export function dataInclusionRules() {
  const structure = z
    .strictObject({
      source: z.string().min(1),
      id: z.string().min(1),
      nom: z.string().min(3).max(150),
      date_maj: z.iso.date(),
      description: z.string().min(5).max(10_000).nullable(),
      lien_source: uri,
      siret: z
        .string()
        .regex(/^\d{14}$/)
        .nullable(),
      ...address(),
      telephone: text,
      courriel: email,
      site_web: uri,
      horaires_accueil: text,
      accessibilite_lieu: uri,
      reseaux_porteurs: setOf(listed('reseaux_porteurs')),
    })
    .refine(ofSource, 'the id is source--id');
  const publics = setOf(listed('publics')).refine(
    (values) => values === null || !values.includes('tous-publics') || values.length === 1,
    'tous-publics excludes every other value',
  );
  const service = z
    .strictObject({
      source: z.string().min(1),
      structure_id: z.string().min(1),
      id: z.string().min(1),
      nom: z.string().min(3).max(150),
      description: z.string().min(5).max(10_000),
      lien_source: uri,
      date_maj: z.iso.date(),
      type: listed('types_de_services').nullable(),
      thematiques: setOf(listed('thematiques')),
      frais: listed('frais').nullable(),
      frais_precisions: text,
      publics,
      publics_precisions: text,
      conditions_acces: text,
      ...address(),
      telephone: text,
      courriel: email,
      contact_nom_prenom: text,
      modes_accueil: setOf(listed('modes_accueil')),
      zone_eligibilite: setOf(z.string().regex(/^(?:\w{5}|\w{2,3}|\d{9}|99[0-5]\d{2}|france)$/)),
      lien_mobilisation: uri,
      modes_mobilisation: setOf(listed('modes_mobilisation')),
      mobilisable_par: setOf(listed('personne_mobilisatrice')),
      mobilisation_precisions: text,
      volume_horaire_hebdomadaire: z.number().min(0).nullable(),
      nombre_semaines: z.int().min(1).nullable(),
      horaires_accueil: text,
    })
    .refine(ofSource, 'the id is source--id');
  return z.strictObject({ structures: z.array(structure), services: z.array(service) }).refine(({ structures, services }) => {
    const ids = new Set(structures.map(({ id }) => id));
    return (
      ids.size === structures.length &&
      new Set(services.map(({ id }) => id)).size === services.length &&
      services.every((one) => ids.has(one.structure_id))
    );
  }, 'ids are unique, and services belong to structures');
}
