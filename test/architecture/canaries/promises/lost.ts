import { readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { Kernel } from '../../../../src/kernel/kernel.ts';

interface Shop {
  open(): Promise<void>;
}
type Tables = { 'shop.price': { id: string } };

async function save(): Promise<void> {
  await readFile('price');
}

export function lose(shop: Shop, client: pg.Client, database: Kysely<Tables>, kernel: Kernel, isOpen: boolean, ids: string[]): void {
  save();
  shop.open();
  readFile('price');
  client.query('delete from shop.price');
  database.deleteFrom('shop.price').execute();
  sql`delete from shop.price`.execute(database);
  kernel.database.unit(async () => {});
  save().then(() => {});
  Promise.all([save()]);
  isOpen && save();
  isOpen ? save() : shop.open();
  ids.map(() => save());
  (async () => {
    await save();
  })();
  ids.forEach(async () => save());
}
