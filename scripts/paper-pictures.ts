/** A poster and the week’s sheet as they are printed, for the guides: what makes the PDF draws them as well. */
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp from 'sharp';
import { posterJob } from '../src/kernel/pdf/poster.ts';
import type { PdfJob } from '../src/kernel/pdf/render.ts';
import { sheetJob } from '../src/kernel/pdf/sheet.ts';
import { root } from '../test/support/portal.ts';

const TERRITORY = { locale: 'fr', territory: 'Montbrillet', accent: '#1f5a3d' } as const;

export async function posterPicture(): Promise<Buffer> {
  const poster = await posterJob({
    ...TERRITORY,
    kind: 'Bénévolat',
    title: 'Aide aux devoirs le mardi soir',
    publisher: 'Maison des Quais',
    facts: [
      { label: 'Où', value: '12 rue du Lavoir, 00741 Montbrillet' },
      { label: 'Rythme', value: 'Régulier' },
      { label: 'Jours', value: 'Mardi, Jeudi' },
      { label: 'Heures par semaine', value: '2 h par semaine' },
    ],
    body: 'Nous cherchons des personnes patientes pour accompagner des enfants de 8 à 11 ans dans leurs devoirs.\n\nPas besoin d’être professeur\u202f: il faut aimer écouter, encourager, et venir régulièrement.',
    answer: {
      title: 'Pour répondre',
      ways: [
        { label: 'Appelez', value: '03 53 01 20 12', isLarge: true },
        { label: 'Sur place', value: 'À l’accueil, du lundi au vendredi, de 9 h à 12 h', isLarge: false },
      ],
    },
    code: {
      url: 'https://montbrillet.example/annonces/aide-aux-devoirs',
      alt: 'Code à scanner\u202f: la page de cette annonce',
      label: 'Lire en entier et répondre\u202f:',
    },
    until: 'Affiche à retirer après le 24 mars 2027.',
  });
  return drawn(poster);
}

export async function weekPicture(): Promise<Buffer> {
  const sheet = await sheetJob({
    ...TERRITORY,
    title: 'Annonces de la semaine',
    subtitle: 'Au 24 novembre 2026',
    code: {
      url: 'https://montbrillet.example/annonces',
      alt: 'Code à scanner\u202f: la liste des annonces',
      label: 'La liste à jour, et pour répondre\u202f:',
    },
    blocks: [
      { kind: 'heading', text: 'Bénévolat' },
      {
        kind: 'entries',
        entries: [
          {
            title: 'Aide aux devoirs le mardi soir',
            mark: 'Nouveau',
            lines: [
              'Maison des Quais, Montbrillet',
              'Régulier · Mardi, Jeudi · 2 h par semaine · jusqu’au mercredi 24 mars',
              'À l’accueil, du lundi au vendredi, de 9 h à 12 h',
            ],
            aside: '03 53 01 20 12',
          },
          {
            title: 'Tenir la buvette du tournoi',
            mark: null,
            lines: ['Judo et lutte de Montbrillet, Montbrillet', 'À une date · le 12 décembre 2026 · jusqu’au samedi 12 décembre'],
            aside: '03 53 01 20 31',
          },
          {
            title: 'Lire à voix haute à la maison de retraite',
            mark: null,
            lines: ['Pousse-Projet, Montbrillet', 'Quand vous pouvez · 1 h par semaine · jusqu’au dimanche 28 février'],
            aside: null,
          },
        ],
      },
      { kind: 'heading', text: 'Emploi' },
      {
        kind: 'entries',
        entries: [
          {
            title: 'Accompagnant éducatif petite enfance',
            mark: 'Nouveau',
            lines: [
              'Crèche parentale Les Petits Galets, Montbrillet',
              'Durée indéterminée (CDI) · Temps partiel · 2\u202f020 € par mois · jusqu’au jeudi 24 décembre',
            ],
            aside: '03 53 01 20 44',
          },
          {
            title: 'Mécanicien vélo',
            mark: null,
            lines: [
              'Tandem Arvenne, Montbrillet',
              'Contrat d’insertion (CDDI) · Temps plein · jusqu’au vendredi 11 décembre',
              'À l’atelier, le matin',
            ],
            aside: '03 53 01 20 27',
          },
        ],
      },
      { kind: 'heading', text: 'Local' },
      {
        kind: 'entries',
        entries: [
          {
            title: 'Une salle pour répéter le lundi soir',
            mark: 'Nouveau',
            lines: ['La Chorale des Quais, Montbrillet', 'Recherché · 60 m² · jusqu’au jeudi 31 décembre'],
            aside: '03 53 01 20 08',
          },
        ],
      },
      { kind: 'heading', text: 'Matériel' },
      {
        kind: 'entries',
        entries: [
          {
            title: 'Dix chaises pliantes',
            mark: null,
            lines: [
              'Théâtre de la Grange-Rouge, Montbrillet',
              'Proposé · Bon état · jusqu’au samedi 19 décembre',
              'Sur place, le samedi matin',
            ],
            aside: null,
          },
        ],
      },
    ],
  });
  return drawn(sheet);
}

function drawn({ source, inputs }: PdfJob): Promise<Buffer> {
  const folder = join(root, 'src/kernel/pdf');
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [join(folder, 'fonts')] }] });
  const drawing = compiler.svg({ mainFileContent: source, inputs: { data: inputs } });
  return sharp(Buffer.from(drawing)).flatten({ background: '#ffffff' }).resize({ width: 640 }).png().toBuffer();
}
