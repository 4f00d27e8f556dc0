import type { Letter } from '../../src/kernel/mail/letter.ts';
import type { TestApplication } from './application.ts';

/** Letters as they are sent from now on, the newest last. */
export function lettersOf(app: TestApplication): { to(email: string): Letter[]; linkTo(email: string): string } {
  const sent: Letter[] = [];
  Object.assign(app.kernel.mail, {
    send: async (letter: Letter) => {
      if (!sent.some(({ key }) => key === letter.key)) sent.push(letter);
    },
  });
  const to = (email: string) => sent.filter((letter) => letter.to === email);
  return {
    to,
    /** Path and query of the button of the last letter to somebody. */
    linkTo(email) {
      const url = to(email).at(-1)?.action?.url;
      if (url === undefined) throw new Error(`No letter with a link went to ${email}.`);
      const { pathname, search } = new URL(url);
      return pathname + search;
    },
  };
}
