import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/support/application.ts';
import { distanceBetween } from './geo.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await cloneDatabase()).appUrl });
  await client.connect();
});
afterAll(() => client.end());

test('the distance of SQL is the distance of JavaScript, also to the other end of the world', async () => {
  // Numbers that look drawn by chance and are the same at every run.
  const at = (index: number, factor: number) => (index * factor) % 1;
  const pairs = Array.from({ length: 2_000 }, (_, index) => {
    const a = { latitude: at(index, 0.754_877_666) * 180 - 90, longitude: at(index, 0.569_840_291) * 360 - 180 };
    const isAntipode = index % 4 === 0;
    const b = isAntipode
      ? { latitude: -a.latitude, longitude: a.longitude > 0 ? a.longitude - 180 : a.longitude + 180 }
      : { latitude: a.latitude + at(index, 0.31) - 0.5, longitude: a.longitude + at(index, 0.17) - 0.5 };
    return { a, b };
  });
  const { rows } = await client.query<{ metres: number }>(
    `select kernel.distance_m((p->'a'->>'latitude')::float8, (p->'a'->>'longitude')::float8,
       (p->'b'->>'latitude')::float8, (p->'b'->>'longitude')::float8) as metres
     from jsonb_array_elements($1::jsonb) with ordinality as t(p, n) order by n`,
    [JSON.stringify(pairs)],
  );
  expect(rows).toHaveLength(pairs.length);
  for (const [index, { a, b }] of pairs.entries()) {
    const metres = rows[index]?.metres ?? Number.NaN;
    // A metre at the antipodes, where the formula is at its worst; a millimetre near by.
    expect(Math.abs(metres - distanceBetween(a, b))).toBeLessThan(index % 4 === 0 ? 1 : 0.001);
  }
});
