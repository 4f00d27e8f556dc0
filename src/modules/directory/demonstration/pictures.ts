import { sql } from 'kysely';
import { readPicture } from '../../../kernel/files/picture.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { addPicture } from '../subjects/picture.ts';
import type { DB } from '../tables.generated.ts';

interface SamplePicture {
  territory: string;
  subject: 'organisation' | 'place';
  slug: string;
  scene: keyof typeof scenes;
  alternative: string;
}

/** Cut paper, in the manner of the portal's pattern: the demonstration has no photograph of anybody. */
const [paper, soil, leaf, pale, ochre, brick, ink] = ['#f7f0e4', '#4a3a2e', '#2f5d43', '#a9c6a2', '#dba33f', '#b4573a', '#2b2520'];

const house = (x: number, y: number, size: number, wall: string, roof: string) =>
  `<path fill="${wall}" d="M${x} ${y}v${-size}h${size}v${size}z"/><path fill="${roof}" d="M${x - size * 0.1} ${y - size}l${size * 0.6} ${-size * 0.55} ${size * 0.6} ${size * 0.55}z"/><path fill="${ink}" d="M${x + size * 0.38} ${y}v${-size * 0.42}h${size * 0.26}v${size * 0.42}z"/>`;
const sprout = (x: number, y: number, size: number) =>
  `<path fill="none" stroke="${leaf}" stroke-width="${size * 0.08}" d="M${x} ${y}v${-size}"/><path fill="${leaf}" d="M${x} ${y - size * 0.6}c0-${size * 0.45} ${size * 0.3}-${size * 0.6} ${size * 0.7}-${size * 0.6} 0 ${size * 0.4}-${size * 0.3} ${size * 0.6}-${size * 0.7} ${size * 0.6}z"/><path fill="${pale}" d="M${x} ${y - size * 0.3}c0-${size * 0.35}-${size * 0.25}-${size * 0.5}-${size * 0.6}-${size * 0.5} 0 ${size * 0.35} ${size * 0.25} ${size * 0.5} ${size * 0.6} ${size * 0.5}z"/>`;
const sun = `<circle cx="1010" cy="170" r="90" fill="${ochre}"/>`;
const ground = `<path fill="${soil}" d="M0 700q300-70 600-20t600-30v250H0z"/>`;

const scenes = {
  garden: `${sun}<path fill="${pale}" d="M0 520q300-120 620-40t580-80v500H0z"/>${ground}${[120, 330, 540, 750, 960].map((x, index) => sprout(x, 720 + (index % 2) * 60, 190 + (index % 3) * 40)).join('')}`,
  workshop: `<path fill="${pale}" d="M0 0h1200v560H0z"/>${ground}<path fill="${brick}" d="M150 640h900v50H150z"/><path fill="${ink}" d="M210 690h40v160h-40zm740 0h40v160h-40z"/><g fill="none" stroke="${ink}" stroke-width="26"><circle cx="430" cy="440" r="130"/><circle cx="800" cy="440" r="130"/><path d="M430 440l120-220h180l70 220m-370 0h190l-70-220"/></g><path fill="${ochre}" d="M470 190h130v34H470z"/>`,
  shelves: `<path fill="${ochre}" opacity=".35" d="M0 0h1200v900H0z"/>${[170, 420, 670].map((y, row) => `<path fill="${soil}" d="M90 ${y + 140}h1020v26H90z"/>${Array.from({ length: 9 }, (_, index) => `<path fill="${[leaf, brick, ochre, pale][(index + row) % 4]}" d="M${130 + index * 108} ${y + 140}v${-70 - ((index * 37 + row * 23) % 70)}h${62 + ((index + row) % 3) * 12}v${70 + ((index * 37 + row * 23) % 70)}z"/>`).join('')}`).join('')}`,
  street: `${sun}<path fill="${pale}" d="M0 560q400-90 1200-20v360H0z"/>${ground}${house(110, 720, 230, paper, brick)}${house(400, 700, 280, ochre, soil)}${house(750, 710, 240, paper, leaf)}${sprout(1080, 730, 200)}`,
} as const;

const samplePictures: readonly SamplePicture[] = [
  {
    territory: 'montbrillet',
    subject: 'organisation',
    slug: 'ressourcerie-la-deuxieme-vie',
    scene: 'workshop',
    alternative: 'Dessin : un vélo posé sur un établi, dans l’atelier de la ressourcerie.',
  },
  {
    territory: 'montbrillet',
    subject: 'place',
    slug: 'la-deuxieme-vie-magasin',
    scene: 'shelves',
    alternative: 'Dessin : trois étagères chargées d’objets de toutes les couleurs.',
  },
  {
    territory: 'montbrillet',
    subject: 'place',
    slug: 'la-deuxieme-vie-magasin',
    scene: 'street',
    alternative: 'Dessin : la rue du magasin, trois maisons au soleil.',
  },
  {
    territory: 'vernolle',
    subject: 'place',
    slug: 'bibliotheque-des-marronniers',
    scene: 'shelves',
    alternative: 'Dessin : les rayonnages de la bibliothèque, pleins de livres.',
  },
];

/** A few drawings, made by code; what they belong to is in the samples. */
export async function demonstrationPictures(kernel: Kernel, territories: readonly Pick<TerritoryContext, 'id' | 'slug'>[]): Promise<void> {
  for (const { territory: slug, subject, slug: page, scene, alternative } of samplePictures) {
    const territory = territories.find((one) => one.slug === slug);
    if (!territory) continue;
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(`directory.${subject}`)} where territory_id = ${territory.id} and slug = ${page}`.execute(
      kernel.database.kysely<DB>(),
    );
    const [row] = rows;
    if (!row) throw new Error(`The demonstration has no ${subject} ${page} in ${slug}.`);
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><path fill="${paper}" d="M0 0h1200v900H0z"/>${scenes[scene]}</svg>`;
    const reading = await readPicture(Buffer.from(drawing), { acceptsDrawings: true });
    if ('refusal' in reading) throw new Error(`The drawing of ${page} is not taken: ${reading.refusal}.`);
    await addPicture(
      kernel,
      territory,
      { subject, id: row.id },
      reading.picture,
      { alternative, credit: null },
      { actor: 'source:demonstration' },
    );
  }
}
