import type { ThemeCode } from '../themes.ts';
import { byCode, type Term } from './term.ts';

/** What services are about, in the categories of data·inclusion v1 (source and licence: `data-inclusion.ts`). */
export const topicCategories = [
  { code: 'choisir-un-metier', fr: 'Choisir un métier', en: 'Choosing an occupation', themes: ['work', 'learning'] },
  { code: 'creer-une-entreprise', fr: 'Créer une entreprise', en: 'Starting a business', themes: ['social-enterprise', 'work'] },
  {
    code: 'difficultes-administratives-ou-juridiques',
    fr: 'Difficultés administratives ou juridiques',
    en: 'Paperwork and legal problems',
    themes: ['money-paperwork'],
  },
  { code: 'difficultes-financieres', fr: 'Difficultés financières', en: 'Money problems', themes: ['money-paperwork'] },
  { code: 'equipement-et-alimentation', fr: 'Équipement et alimentation', en: 'Food and household goods', themes: ['repair-reuse'] },
  { code: 'famille', fr: 'Famille', en: 'Family', themes: ['childhood-youth'] },
  { code: 'lecture-ecriture-calcul', fr: 'Lecture, écriture, calcul', en: 'Reading, writing, arithmetic', themes: ['learning'] },
  { code: 'logement-hebergement', fr: 'Logement et hébergement', en: 'Housing and shelter', themes: ['housing'] },
  { code: 'mobilite', fr: 'Mobilité', en: 'Getting around', themes: ['mobility'] },
  { code: 'numerique', fr: 'Numérique', en: 'Computers and internet', themes: ['internet'] },
  { code: 'preparer-sa-candidature', fr: 'Préparer sa candidature', en: 'Preparing an application', themes: ['work'] },
  { code: 'remobilisation', fr: 'Reprendre confiance et sortir', en: 'Regaining confidence', themes: ['leisure'] },
  { code: 'sante', fr: 'Santé', en: 'Health', themes: ['health'] },
  { code: 'se-former', fr: 'Se former', en: 'Training', themes: ['learning', 'work'] },
  { code: 'souvrir-a-linternational', fr: 'S’ouvrir à l’international', en: 'Working abroad', themes: ['work'] },
  { code: 'trouver-un-emploi', fr: 'Trouver un emploi', en: 'Finding a job', themes: ['work'] },
] as const satisfies readonly (Term & { themes: readonly [ThemeCode, ...ThemeCode[]] })[];

type TopicCategoryCode = (typeof topicCategories)[number]['code'];

export const topics = [
  {
    code: 'choisir-un-metier--confirmer-son-choix-de-metier',
    fr: 'Confirmer son choix de métier',
    en: 'Confirming one’s choice of occupation',
  },
  {
    code: 'choisir-un-metier--connaitre-les-opportunites-demploi',
    fr: 'Connaître les opportunités d’emploi',
    en: 'Knowing where the jobs are',
  },
  {
    code: 'choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite',
    fr: 'Découvrir un métier ou un secteur d’activité',
    en: 'Discovering an occupation or a trade',
  },
  {
    code: 'choisir-un-metier--identifier-ses-points-forts-et-ses-competences',
    fr: 'Identifier ses points forts et ses compétences',
    en: 'Finding one’s strengths and skills',
  },
  {
    code: 'creer-une-entreprise--definir-son-projet-de-creation-dentreprise',
    fr: 'Définir son projet de création d’entreprise',
    en: 'Defining a business project',
  },
  { code: 'creer-une-entreprise--developper-son-entreprise', fr: 'Développer son entreprise', en: 'Growing a business' },
  {
    code: 'creer-une-entreprise--structurer-son-projet-de-creation-dentreprise',
    fr: 'Structurer son projet de création d’entreprise',
    en: 'Building a business project',
  },
  {
    code: 'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
    fr: 'Accompagnement aux démarches administratives',
    en: 'Help with paperwork',
  },
  {
    code: 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete',
    fr: 'Accompagnement pour l’accès à la citoyenneté',
    en: 'Support towards citizenship',
  },
  {
    code: 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
    fr: 'Accompagnement pour l’accès aux droits',
    en: 'Support in claiming one’s rights',
  },
  {
    code: 'difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte',
    fr: 'Bénéficier d’une mesure d’accompagnement adapté',
    en: 'Suitable protection or support measures',
  },
  {
    code: 'difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination',
    fr: 'Connaître ses droits face à une discrimination',
    en: 'Knowing one’s rights against discrimination',
  },
  {
    code: 'difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire',
    fr: 'Prendre en compte une problématique judiciaire',
    en: 'Dealing with a court matter',
  },
  {
    code: 'difficultes-financieres--acquerir-une-autonomie-budgetaire',
    fr: 'Acquérir une autonomie budgétaire',
    en: 'Becoming independent with a budget',
  },
  {
    code: 'difficultes-financieres--ameliorer-sa-gestion-budgetaire',
    fr: 'Améliorer sa gestion budgétaire',
    en: 'Managing a budget better',
  },
  {
    code: 'difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere',
    fr: 'Mettre en place une mesure de protection financière',
    en: 'Setting up financial protection',
  },
  {
    code: 'difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere',
    fr: 'Prévenir une dégradation de la situation financière',
    en: 'Preventing money problems',
  },
  {
    code: 'difficultes-financieres--situation-dendettement-surendettement',
    fr: 'Situation d’endettement ou de surendettement',
    en: 'Debt and over-indebtedness',
  },
  { code: 'equipement-et-alimentation--aide-menagere', fr: 'Aide ménagère', en: 'Household help' },
  { code: 'equipement-et-alimentation--alimentation', fr: 'Alimentation', en: 'Food' },
  { code: 'equipement-et-alimentation--electromenager', fr: 'Électroménager', en: 'Household appliances' },
  { code: 'equipement-et-alimentation--habillement', fr: 'Habillement', en: 'Clothing' },
  { code: 'famille--garde-denfants', fr: 'Garde d’enfants', en: 'Childcare' },
  {
    code: 'famille--prise-en-charge-personne-dependante',
    fr: 'Prise en charge d’une personne dépendante',
    en: 'Care of a dependent person',
  },
  {
    code: 'famille--soutien-a-la-parentalite-et-a-leducation',
    fr: 'Soutien à la parentalité et à l’éducation',
    en: 'Support with parenting and education',
  },
  { code: 'famille--soutien-aidants', fr: 'Soutien aux aidants', en: 'Support for carers' },
  {
    code: 'famille--surmonter-conflits-separation-violence',
    fr: 'Surmonter les conflits liés à la séparation ou à la violence',
    en: 'Overcoming conflict, separation or violence',
  },
  { code: 'lecture-ecriture-calcul--maitriser-le-calcul', fr: 'Maîtriser le calcul', en: 'Mastering arithmetic' },
  { code: 'lecture-ecriture-calcul--maitriser-le-francais', fr: 'Maîtriser le français', en: 'Mastering French' },
  { code: 'logement-hebergement--acheter-un-logement', fr: 'Acheter un logement', en: 'Buying a home' },
  { code: 'logement-hebergement--changer-de-logement', fr: 'Changer de logement', en: 'Moving to another home' },
  { code: 'logement-hebergement--louer-un-logement', fr: 'Louer un logement', en: 'Renting a home' },
  {
    code: 'logement-hebergement--rechercher-une-solution-dhebergement-temporaire',
    fr: 'Rechercher une solution d’hébergement temporaire',
    en: 'Finding temporary shelter',
  },
  { code: 'logement-hebergement--reduire-les-impayes-de-loyer', fr: 'Réduire les impayés de loyer', en: 'Reducing rent arrears' },
  { code: 'logement-hebergement--se-maintenir-dans-le-logement', fr: 'Se maintenir dans le logement', en: 'Keeping one’s home' },
  {
    code: 'logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement',
    fr: 'S’informer sur les démarches liées à l’accès au logement',
    en: 'Information on access to housing',
  },
  { code: 'mobilite--acceder-a-un-vehicule', fr: 'Accéder à un véhicule', en: 'Getting a vehicle' },
  {
    code: 'mobilite--entretenir-reparer-son-vehicule',
    fr: 'Entretenir et réparer son véhicule',
    en: 'Maintaining and repairing a vehicle',
  },
  {
    code: 'mobilite--etre-accompagne-dans-son-parcours-mobilite',
    fr: 'Être accompagné pour se déplacer',
    en: 'Personal support with mobility',
  },
  { code: 'mobilite--financer-ma-mobilite', fr: 'Financer ma mobilité', en: 'Paying for travel' },
  {
    code: 'mobilite--mobilite-douce-partagee-collective',
    fr: 'Utiliser des services de mobilité douce, partagée ou collective',
    en: 'Gentle, shared or public transport',
  },
  { code: 'mobilite--preparer-un-permis', fr: 'Préparer un permis', en: 'Preparing a driving licence' },
  { code: 'numerique--acceder-a-des-services-en-ligne', fr: 'Accéder à des services en ligne', en: 'Reaching online services' },
  { code: 'numerique--acceder-a-une-connexion-internet', fr: 'Accéder à une connexion Internet', en: 'Reaching an internet connection' },
  { code: 'numerique--acquerir-un-equipement', fr: 'Acquérir un équipement', en: 'Getting equipment' },
  {
    code: 'numerique--maitriser-les-fondamentaux-du-numerique',
    fr: 'Maîtriser les fondamentaux du numérique',
    en: 'Mastering digital basics',
  },
  { code: 'preparer-sa-candidature--developper-son-reseau', fr: 'Développer son réseau', en: 'Building a network' },
  {
    code: 'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi',
    fr: 'Organiser ses démarches de recherche d’emploi',
    en: 'Organising a job search',
  },
  {
    code: 'preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation',
    fr: 'Réaliser un CV et/ou une lettre de motivation',
    en: 'Writing a CV or a cover letter',
  },
  { code: 'preparer-sa-candidature--valoriser-ses-competences', fr: 'Valoriser ses compétences', en: 'Showing one’s skills' },
  {
    code: 'remobilisation--activites-sportives-et-culturelles',
    fr: 'Activités sportives et culturelles',
    en: 'Sports and cultural activities',
  },
  { code: 'remobilisation--benevolat-action-citoyenne', fr: 'Bénévolat et action citoyenne', en: 'Volunteering and civic action' },
  { code: 'remobilisation--bien-etre-confiance-en-soi', fr: 'Bien-être et confiance en soi', en: 'Well-being and self-confidence' },
  { code: 'remobilisation--lien-social', fr: 'Lien social', en: 'Meeting people' },
  { code: 'sante--acces-aux-soins', fr: 'Accès aux soins', en: 'Access to care' },
  { code: 'sante--addictions', fr: 'Addictions', en: 'Addictions' },
  {
    code: 'sante--constituer-un-dossier-mdph-invalidite',
    fr: 'Constituer un dossier MDPH pour invalidité',
    en: 'Disability and invalidity claims',
  },
  { code: 'sante--sante-mentale', fr: 'Santé mentale', en: 'Mental health' },
  { code: 'sante--sante-sexuelle', fr: 'Santé sexuelle', en: 'Sexual health' },
  {
    code: 'se-former--monter-son-dossier-de-formation',
    fr: 'Monter son dossier de formation',
    en: 'Putting together a training application',
  },
  { code: 'se-former--trouver-sa-formation', fr: 'Trouver sa formation', en: 'Finding a training course' },
  {
    code: 'souvrir-a-linternational--connaitre-les-opportunites-demploi-a-letranger',
    fr: 'Connaître les opportunités d’emploi à l’étranger',
    en: 'Knowing about jobs abroad',
  },
  {
    code: 'souvrir-a-linternational--sinformer-sur-les-aides-pour-travailler-a-letranger',
    fr: 'S’informer sur les aides pour travailler à l’étranger',
    en: 'Help to work abroad',
  },
  {
    code: 'souvrir-a-linternational--sorganiser-suite-a-son-retour-en-france',
    fr: 'S’organiser suite à son retour en France',
    en: 'Settling back in France',
  },
  {
    code: 'trouver-un-emploi--convaincre-un-recruteur-en-entretien',
    fr: 'Convaincre un recruteur en entretien',
    en: 'Convincing in an interview',
  },
  { code: 'trouver-un-emploi--faire-des-candidatures-spontanees', fr: 'Faire des candidatures spontanées', en: 'Unsolicited applications' },
  { code: 'trouver-un-emploi--maintien-dans-lemploi', fr: 'Maintien dans l’emploi', en: 'Staying in work' },
  { code: 'trouver-un-emploi--repondre-a-des-offres-demploi', fr: 'Répondre à des offres d’emploi', en: 'Answering job offers' },
  {
    code: 'trouver-un-emploi--suivre-ses-candidatures-et-relancer-les-employeurs',
    fr: 'Suivre ses candidatures et relancer les employeurs',
    en: 'Following up applications',
  },
] as const satisfies readonly (Term & { code: `${TopicCategoryCode}--${string}` })[];

export type TopicCode = (typeof topics)[number]['code'];
export const topicByCode = byCode<{ code: TopicCode } & Term>(topics);

/** Where a topic answers another need than the rest of its category. */
const exceptions: Partial<Record<TopicCode, readonly [ThemeCode, ...ThemeCode[]]>> = {
  'difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte': ['money-paperwork', 'disability-age'],
  'equipement-et-alimentation--aide-menagere': ['disability-age', 'housing'],
  'equipement-et-alimentation--alimentation': ['food'],
  'equipement-et-alimentation--electromenager': ['repair-reuse', 'housing'],
  'famille--prise-en-charge-personne-dependante': ['disability-age'],
  'famille--soutien-aidants': ['disability-age', 'health'],
  'famille--surmonter-conflits-separation-violence': ['health', 'money-paperwork'],
  'remobilisation--benevolat-action-citoyenne': ['leisure', 'social-enterprise'],
  'remobilisation--bien-etre-confiance-en-soi': ['health', 'leisure'],
  'sante--constituer-un-dossier-mdph-invalidite': ['disability-age', 'money-paperwork'],
  'souvrir-a-linternational--sorganiser-suite-a-son-retour-en-france': ['money-paperwork', 'work'],
  'trouver-un-emploi--maintien-dans-lemploi': ['work', 'health'],
};

/** The residents' themes of each topic, the main one first, and of each category. */
export const topicThemes: ReadonlyMap<string, readonly ThemeCode[]> = new Map<string, readonly ThemeCode[]>([
  ...topicCategories.map(({ code, themes }): [string, readonly ThemeCode[]] => [code, themes]),
  ...topics.map(({ code }): [string, readonly ThemeCode[]] => [code, exceptions[code] ?? categoryThemes(code)]),
]);

function categoryThemes(topic: TopicCode): readonly ThemeCode[] {
  return topicCategories.find(({ code }) => topic.startsWith(`${code}--`))?.themes ?? [];
}
