import type { FastifyInstance, FastifyReply } from 'fastify';

async function save(): Promise<void> {}

export async function keep(server: FastifyInstance, reply: FastifyReply, ids: string[]): Promise<unknown> {
  await save();
  void save();
  save().catch(() => {});
  save().then(
    () => {},
    () => {},
  );
  await server.register(async (plugin) => {
    plugin.get('/', async () => 'page');
  });
  // Fastify's reply has a « then », and is no promise.
  reply.header('retry-after', '10');
  const later = save();
  await Promise.all(ids.map(() => save()));
  return later;
}
