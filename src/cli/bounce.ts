import { UsageError } from '../kernel/errors.ts';
import { noteBounce } from '../kernel/mail/bounce.ts';
import { reviveAddress } from '../kernel/mail/dead-address.ts';
import { type Command, exitCodes, parseOptions, progress, withApplication } from './command.ts';

/** Bytes of a message that are read: what tells of a failure comes before the message that is returned. */
const MOST = 2_000_000;

export const bounce: Command = {
  name: 'bounce',
  summary: 'lit un courrier revenu, et n’écrit plus à une adresse morte',
  help: `Emploi : terreau bounce < MESSAGE
         terreau bounce --revive E

Lit un message sur l’entrée standard, comme un serveur de courrier le transmet à un programme. Si c’est un avis de
non-remise définitive d’un de nos messages, plus rien ne part vers cette adresse. Tout autre message ne change rien.
Sort en 0, ou en 75 (à retransmettre plus tard) si la base de données ne répond pas.

  --revive E   écrit de nouveau à cette adresse : la personne dit qu’elle fonctionne`,
  async run(argv) {
    const { values } = parseOptions(argv, { revive: { type: 'string' } });
    if (values.revive !== undefined) return revive(values.revive);
    if (process.stdin.isTTY) throw new UsageError('Il manque un message sur l’entrée standard.');
    const source = await standardInput();
    try {
      const outcome = await withApplication(({ kernel }) => noteBounce(kernel, source));
      progress(words[outcome]);
      return exitCodes.done;
    } catch (error) {
      // Whatever it is, the mail server keeps the message and comes back with it.
      progress((error as Error).message || String((error as NodeJS.ErrnoException).code));
      return exitCodes.tryLater;
    }
  },
};

const words: Readonly<Record<Awaited<ReturnType<typeof noteBounce>>, string>> = {
  stopped: 'Adresse morte : plus rien n’y sera envoyé.',
  noted: 'Message revenu, noté ; son adresse n’y est pour rien.',
  unrelated: 'Rien à noter.',
};

async function revive(address: string): Promise<number> {
  const isRevived = await withApplication(({ kernel }) => reviveAddress(kernel, address));
  progress(isRevived ? 'Cette adresse reçoit de nouveau nos messages.' : 'Cette adresse n’était pas arrêtée.');
  return exitCodes.done;
}

/** All of it is taken, since the mail server waits for that; its beginning is kept. */
async function standardInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    if (bytes < MOST) parts.push(part);
    bytes += part.length;
  }
  return Buffer.concat(parts).subarray(0, MOST);
}
