/** A poster as it is printed, for the guides: what makes the PDF draws it as well. */
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp from 'sharp';
import { posterJob } from '../src/kernel/pdf/poster.ts';
import { root } from '../test/support/portal.ts';

export async function posterPicture(): Promise<Buffer> {
  const { source, inputs } = await posterJob({
    locale: 'fr',
    territory: 'Montbrillet',
    accent: '#1f5a3d',
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
  const folder = join(root, 'src/kernel/pdf');
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [join(folder, 'fonts')] }] });
  const drawing = compiler.svg({ mainFileContent: source, inputs: { data: inputs } });
  return sharp(Buffer.from(drawing)).flatten({ background: '#ffffff' }).resize({ width: 640 }).png().toBuffer();
}
