/** What the guides show to who is signed in: one picture a page, by the trial account that works there. */
import type { Page } from 'playwright-core';

export interface GuidePicture {
  /** Of the file, after `guide-`. */
  name: string;
  /** Before `@demo.terreau.example`; null: nobody. */
  as: string | null;
  slug: string;
  /** `:structure`: id of the structure that is kept. */
  path: string;
  width?: number;
  height?: number;
  /** What is clicked before, as Playwright finds it. */
  clicks?: readonly string[];
}

const montbrillet = { slug: 'montbrillet' } as const;
const structure = '/mon-espace/structures/:structure';

export const guidePictures: readonly GuidePicture[] = [
  { name: 'connexion', as: null, ...montbrillet, path: '/connexion', height: 900 },
  { name: 'proposer', as: null, ...montbrillet, path: '/proposer', height: 900 },
  { name: 'corriger', as: null, ...montbrillet, path: '/lieux/l-epicerie-du-lavoir/corriger', height: 900 },
  { name: 'envois', as: 'habitant', ...montbrillet, path: '/mon-espace/envois' },
  { name: 'avis', as: 'habitant', ...montbrillet, path: '/mon-espace/avis' },
  { name: 'donnees', as: 'habitant', ...montbrillet, path: '/mon-compte/donnees' },
  { name: 'revendiquer', as: 'equipe', ...montbrillet, path: '/annuaire/la-chorale-des-quais/revendiquer', height: 900 },
  { name: 'espace', as: 'structure', ...montbrillet, path: structure },
  { name: 'historique', as: 'structure', ...montbrillet, path: structure, clicks: ['a[href$="/historique"] >> nth=1'], height: 900 },
  { name: 'equipe', as: 'structure', ...montbrillet, path: `${structure}/equipe`, height: 900 },
  { name: 'messages', as: 'structure', ...montbrillet, path: `${structure}/messages` },
  { name: 'chiffres', as: 'structure', ...montbrillet, path: `${structure}/chiffres`, height: 900 },
  { name: 'gestion', as: 'moderation', ...montbrillet, path: '/gestion' },
  { name: 'file', as: 'moderation', ...montbrillet, path: '/gestion/moderation', height: 900 },
  { name: 'imports', as: 'administration', ...montbrillet, path: '/gestion/chargements' },
  { name: 'personnes', as: 'accueil', ...montbrillet, path: '/gestion/personnes' },
  { name: 'personne', as: 'accueil', ...montbrillet, path: '/gestion/personnes', clicks: ['main a:has-text("Tissandier")'], height: 900 },
  { name: 'agents', as: 'administration', ...montbrillet, path: '/gestion/agents', height: 900 },
  { name: 'equipes', as: 'administration', ...montbrillet, path: '/gestion/equipes' },
  { name: 'reglages', as: 'administration', ...montbrillet, path: '/gestion/reglages' },
  { name: 'sites', as: 'administration', ...montbrillet, path: '/gestion/sites', height: 900 },
  { name: 'integrer', as: null, ...montbrillet, path: '/integrer/annonces?quoi=benevolat&nombre=3', height: 1400 },
  { name: 'a-confirmer', as: 'accueil', ...montbrillet, path: '/gestion/a-confirmer' },
  { name: 'rapport-trimestriel', as: 'elu', ...montbrillet, path: '/gestion/rapport', height: 900 },
  { name: 'journal', as: 'administration', ...montbrillet, path: '/gestion/journal' },
  { name: 'lectures', as: 'dpd', ...montbrillet, path: '/gestion/lectures' },
  { name: 'eliminations', as: 'archives', ...montbrillet, path: '/gestion/eliminations' },
  { name: 'courriers', as: 'exploitation', slug: 'val-d-arvenne', path: '/exploitation' },
];

/** Signs in with a trial account, on the portal that the page is of. */
export async function signIn(page: Page, url: string, who: string, password: string): Promise<void> {
  await page.goto(url);
  await page.fill('[name=email]', `${who}@demo.terreau.example`);
  await page.fill('[name=password]', password);
  await page.click('main form button[type=submit]:not([name])');
  await page.waitForLoadState('networkidle');
}
