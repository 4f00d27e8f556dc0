/** A structure of data·inclusion v1, in the order of its schema. */
export interface DataInclusionStructure {
  source: string;
  id: string;
  nom: string;
  date_maj: string;
  description: string | null;
  lien_source: string | null;
  siret: string | null;
  commune: string | null;
  code_postal: string | null;
  code_insee: string | null;
  adresse: string | null;
  complement_adresse: string | null;
  longitude: number | null;
  latitude: number | null;
  telephone: string | null;
  courriel: string | null;
  site_web: string | null;
  horaires_accueil: string | null;
  accessibilite_lieu: string | null;
  reseaux_porteurs: string[] | null;
}

export interface DataInclusionService {
  source: string;
  structure_id: string;
  id: string;
  nom: string;
  description: string;
  lien_source: string | null;
  date_maj: string;
  type: string | null;
  thematiques: string[] | null;
  frais: string | null;
  frais_precisions: string | null;
  publics: string[] | null;
  publics_precisions: string | null;
  conditions_acces: string | null;
  commune: string | null;
  code_postal: string | null;
  code_insee: string | null;
  adresse: string | null;
  complement_adresse: string | null;
  longitude: number | null;
  latitude: number | null;
  telephone: string | null;
  courriel: string | null;
  contact_nom_prenom: string | null;
  modes_accueil: string[] | null;
  zone_eligibilite: string[] | null;
  lien_mobilisation: string | null;
  modes_mobilisation: string[] | null;
  mobilisable_par: string[] | null;
  mobilisation_precisions: string | null;
  volume_horaire_hebdomadaire: number | null;
  nombre_semaines: number | null;
  horaires_accueil: string | null;
}

export const structureFields = [
  'source',
  'id',
  'nom',
  'date_maj',
  'description',
  'lien_source',
  'siret',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
  'telephone',
  'courriel',
  'site_web',
  'horaires_accueil',
  'accessibilite_lieu',
  'reseaux_porteurs',
] as const satisfies readonly (keyof DataInclusionStructure)[];

export const serviceFields = [
  'source',
  'structure_id',
  'id',
  'nom',
  'description',
  'lien_source',
  'date_maj',
  'type',
  'thematiques',
  'frais',
  'frais_precisions',
  'publics',
  'publics_precisions',
  'conditions_acces',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
  'telephone',
  'courriel',
  'contact_nom_prenom',
  'modes_accueil',
  'zone_eligibilite',
  'lien_mobilisation',
  'modes_mobilisation',
  'mobilisable_par',
  'mobilisation_precisions',
  'volume_horaire_hebdomadaire',
  'nombre_semaines',
  'horaires_accueil',
] as const satisfies readonly (keyof DataInclusionService)[];
