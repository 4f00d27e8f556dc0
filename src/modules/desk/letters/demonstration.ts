import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { demonstrationAccount } from '../../people/index.ts';
import { territoryBySlug } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';
import { recipientsOf } from './queries/letters.ts';

/** A letter that left a month ago, as if each of its recipients had got it: nothing is sent for it. */
export async function demonstrationLetter(kernel: Kernel): Promise<void> {
  const territory = await territoryBySlug(kernel.database, kernel.clock, 'montbrillet');
  if (!territory) return;
  const id = newId();
  const at = kernel.clock.now().subtract({ hours: 30 * 24 });
  const writer = `account:${await demonstrationAccount(kernel, 'administrator')}`;
  const list = { audience: 'structures', theme: 'food', district: null } as const;
  const db = kernel.database.kysely<DB>();
  await db
    .insertInto('desk.letter')
    .values({
      ...list,
      territory_id: territory.id,
      id,
      subject: 'Réunion des structures de l’alimentation, le 12 janvier',
      body: 'Bonjour,\n\nNous préparons ensemble la carte des jardins et des épiceries solidaires. Venez dire ce qui manque.\n\nUne collation est offerte, et la salle est accessible en fauteuil.',
      link_label: 'S’inscrire à la réunion',
      link_url: 'https://montbrillet.example/reunion',
      written_by: writer,
      written_at: at,
      tried_at: at,
      sent_by: writer,
      sent_at: at,
    })
    .execute();
  for (const [rank, recipient] of (await recipientsOf(kernel, territory, list)).entries())
    await db
      .insertInto('desk.letter_recipient')
      .values({
        territory_id: territory.id,
        id: newId(),
        letter_id: id,
        account_id: null,
        organisation_id: 'organisationId' in recipient ? recipient.organisationId : null,
        state: rank === 1 ? 'refused' : rank === 3 ? 'stopped' : 'told',
        at,
      })
      .execute();
}
