/**
 * The vocabularies of data·inclusion, schema v1: the French national standard for services to people. Its values are our
 * codes, so that nothing is lost on the way in or out. Topics and networks, longer, have files of their own.
 *
 * Values and French labels: gip-inclusion/data-inclusion, pipeline/dbt/seeds/schema/v1 (schema 1.0.10), labels in sentence
 * case with a few typing errors mended; English labels are ours. Their notice:
 *
 * MIT License. Copyright (c) 2024 GIP Plateforme de l'inclusion.
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
 * documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
 * rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
 * persons to whom the Software is furnished to do so, subject to the following conditions: the above copyright notice and
 * this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS
 * PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
 * MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
 * HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
 * ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
import { byCode, type Term } from './term.ts';

export { type NetworkCode, networkByCode, networkKinds, networks } from './networks.ts';
export { type TopicCode, topicByCode, topicCategories, topics, topicThemes } from './topics.ts';

/** Whom a service is for. `tous-publics` goes with no other. */
export const publics = [
  { code: 'tous-publics', fr: 'Tous publics', en: 'Everyone' },
  { code: 'actifs', fr: 'Actifs', en: 'People in work' },
  { code: 'beneficiaires-des-minimas-sociaux', fr: 'Bénéficiaires de minima sociaux', en: 'People on minimum benefits' },
  { code: 'demandeurs-emploi', fr: 'Demandeurs d’emploi', en: 'Job seekers' },
  { code: 'etudiants', fr: 'Étudiants', en: 'Students' },
  { code: 'familles', fr: 'Familles', en: 'Families' },
  { code: 'femmes', fr: 'Femmes', en: 'Women' },
  { code: 'jeunes', fr: 'Jeunes', en: 'Young people' },
  { code: 'personnes-en-situation-de-handicap', fr: 'Personnes en situation de handicap', en: 'People with disabilities' },
  { code: 'personnes-en-situation-durgence', fr: 'Personnes en situation d’urgence', en: 'People in an emergency' },
  {
    code: 'personnes-en-situation-juridique-specifique',
    fr: 'Personnes en situation juridique spécifique',
    en: 'People under a court decision',
  },
  { code: 'personnes-exilees', fr: 'Personnes exilées', en: 'Refugees and exiles' },
  {
    code: 'residents-qpv-frr',
    fr: 'Habitants d’un quartier prioritaire (QPV) ou d’une zone rurale aidée (FRR)',
    en: 'Residents of a priority neighbourhood (QPV) or a supported rural area (FRR)',
  },
  { code: 'seniors', fr: 'Seniors', en: 'Older people' },
] as const satisfies readonly Term[];

export type PublicCode = (typeof publics)[number]['code'];
export const publicByCode = byCode<{ code: PublicCode } & Term>(publics);

export const fees = [
  { code: 'gratuit', fr: 'Gratuit', en: 'Free' },
  { code: 'payant', fr: 'Payant', en: 'Paid' },
] as const satisfies readonly Term[];

export type FeeCode = (typeof fees)[number]['code'];
export const feeByCode = byCode<{ code: FeeCode } & Term>(fees);

export const receptionModes = [
  { code: 'en-presentiel', fr: 'Sur place', en: 'On site' },
  { code: 'a-distance', fr: 'À distance', en: 'Remotely' },
] as const satisfies readonly Term[];

export type ReceptionModeCode = (typeof receptionModes)[number]['code'];
export const receptionModeByCode = byCode<{ code: ReceptionModeCode } & Term>(receptionModes);

export const serviceTypes = [
  { code: 'accompagnement', fr: 'Accompagnement', en: 'Personal support' },
  { code: 'aide-financiere', fr: 'Aide financière', en: 'Financial help' },
  { code: 'aide-materielle', fr: 'Aide matérielle', en: 'Help in kind' },
  { code: 'atelier', fr: 'Atelier', en: 'Workshop' },
  { code: 'formation', fr: 'Formation', en: 'Training' },
  { code: 'information', fr: 'Information', en: 'Information' },
] as const satisfies readonly Term[];

export type ServiceTypeCode = (typeof serviceTypes)[number]['code'];
export const serviceTypeByCode = byCode<{ code: ServiceTypeCode } & Term>(serviceTypes);

/** How one comes to a service (« modes de mobilisation »). */
export const referralModes = [
  { code: 'se-presenter', fr: 'Se présenter sur place', en: 'Come in person' },
  { code: 'telephoner', fr: 'Téléphoner', en: 'Telephone' },
  { code: 'envoyer-un-courriel', fr: 'Envoyer un e-mail', en: 'Send an email' },
  { code: 'utiliser-lien-mobilisation', fr: 'Utiliser le lien du service', en: 'Use the service’s link' },
] as const satisfies readonly Term[];

export type ReferralModeCode = (typeof referralModes)[number]['code'];
export const referralModeByCode = byCode<{ code: ReferralModeCode } & Term>(referralModes);

/** Who may ask for a service (« personnes mobilisatrices »). */
export const referrers = [
  { code: 'usagers', fr: 'Vous-même', en: 'Yourself' },
  { code: 'professionnels', fr: 'Un professionnel pour vous', en: 'A professional on your behalf' },
] as const satisfies readonly Term[];

export type ReferrerCode = (typeof referrers)[number]['code'];
export const referrerByCode = byCode<{ code: ReferrerCode } & Term>(referrers);
