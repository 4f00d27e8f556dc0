import { createTransport } from 'nodemailer';
import type { Config } from '../kernel/config.ts';
import { domainOf } from '../kernel/mail/address.ts';
import { smtpOptions } from '../kernel/mail/smtp.ts';
import type { Finding } from './finding.ts';

/** The texts that the DNS has under a name, as `dns.resolveTxt` gives them. */
export type ResolveTxt = (name: string) => Promise<string[][]>;

type MailConfig = Pick<Config, 'smtpUrl' | 'smsUrl' | 'mailFrom' | 'dkimSelector'>;

/** Whether mail can leave, and whether other servers will believe that it comes from us. */
export async function* examineMail(config: MailConfig, resolveTxt: ResolveTxt): AsyncGenerator<Finding> {
  yield* server(config);
  yield config.smsUrl === null
    ? { verdict: 'remark', subject: 'SMS_URL', words: 'absente : aucun SMS ne partira, ils restent dans la boîte d’envoi.' }
    : { verdict: 'ok', subject: 'SMS_URL', words: `${new URL(config.smsUrl).host}.` };
  // Where no mail leaves, the domain is nobody's business yet.
  if (config.smtpUrl !== null) yield* domain(config, resolveTxt);
}

async function* server({ smtpUrl }: MailConfig): AsyncGenerator<Finding> {
  const subject = 'Courrier';
  if (smtpUrl === null) {
    yield { verdict: 'remark', subject, words: 'SMTP_URL absente : aucun courrier ne partira, ils restent dans la boîte d’envoi.' };
    return;
  }
  const transport = createTransport(smtpOptions(smtpUrl));
  try {
    await transport.verify();
    yield { verdict: 'ok', subject, words: `${new URL(smtpUrl).hostname} répond et accepte ce compte.` };
  } catch (error) {
    const { message, responseCode } = error as Error & { responseCode?: number };
    yield {
      verdict: 'wrong',
      subject,
      words:
        responseCode === undefined
          ? `${new URL(smtpUrl).hostname} ne répond pas : ${message}. Vérifiez SMTP_URL et le réseau.`
          : `${new URL(smtpUrl).hostname} refuse : ${message}. Vérifiez le nom et le mot de passe de SMTP_URL.`,
    };
  } finally {
    transport.close();
  }
}

async function* domain({ mailFrom, dkimSelector }: MailConfig, resolveTxt: ResolveTxt): AsyncGenerator<Finding> {
  const name = domainOf(mailFrom);
  if (!name.includes('.')) {
    yield {
      verdict: 'wrong',
      subject: 'MAIL_FROM',
      words: `${mailFrom} ne peut pas écrire au-dehors : donnez une adresse de votre domaine, par exemple MAIL_FROM=portail@exemple.fr.`,
    };
    return;
  }
  yield { verdict: 'ok', subject: 'MAIL_FROM', words: `${mailFrom}.` };
  for (const examine of [
    () => spf(name, resolveTxt),
    () => (dkimSelector === null ? withoutSelector : dkim(name, dkimSelector, resolveTxt)),
    () => dmarc(name, resolveTxt),
  ]) {
    try {
      yield await examine();
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      yield { verdict: 'remark', subject: 'DNS', words: `ne répond pas pour ${name} (${code}) : relancez « terreau doctor » plus tard.` };
    }
  }
}

/** RFC 7208. */
async function spf(name: string, resolveTxt: ResolveTxt): Promise<Finding> {
  const subject = 'SPF';
  const [record, ...others] = await texts(name, /^v=spf1( |$)/i, resolveTxt);
  if (record === undefined) {
    return {
      verdict: 'wrong',
      subject,
      words: `${name} ne dit pas quels serveurs écrivent en son nom : ajoutez à son DNS le TXT « v=spf1 include:… -all » que donne votre fournisseur de courrier.`,
    };
  }
  if (others.length > 0) {
    return {
      verdict: 'wrong',
      subject,
      words: `${name} a ${others.length + 1} enregistrements SPF, et plusieurs n’en valent aucun : réunissez-les en un seul.`,
    };
  }
  const terms = record.toLowerCase().split(/ +/).slice(1);
  const last = terms.find((term) => /^[+?~-]?all$/.test(term));
  if (last === '-all' || last === '~all' || (last === undefined && terms.some((term) => term.startsWith('redirect='))))
    return { verdict: 'ok', subject, words: `${record}` };
  return last === undefined || last === '?all'
    ? { verdict: 'wrong', subject, words: `« ${record} » ne refuse personne : terminez-le par -all ou ~all.` }
    : { verdict: 'wrong', subject, words: `« ${record} » permet à tous d’écrire en votre nom : terminez-le par -all ou ~all.` };
}

const withoutSelector: Finding = {
  verdict: 'remark',
  subject: 'DKIM',
  words: 'DKIM_SELECTOR absente : la signature n’est pas vérifiée. C’est le nom de clé que donne votre fournisseur de courrier.',
};

/** RFC 6376, 3.6.1. */
async function dkim(name: string, selector: string, resolveTxt: ResolveTxt): Promise<Finding> {
  const subject = 'DKIM';
  const host = `${selector}._domainkey.${name}`;
  const [record] = await texts(host, /(^|;)\s*p=/i, resolveTxt);
  if (record === undefined) {
    return {
      verdict: 'wrong',
      subject,
      words: `${host} n’existe pas : ajoutez au DNS la clé que donne votre fournisseur de courrier, ou corrigez DKIM_SELECTOR.`,
    };
  }
  return tagsOf(record).get('p')
    ? { verdict: 'ok', subject, words: `clé publiée à ${host}.` }
    : { verdict: 'wrong', subject, words: `la clé de ${host} est retirée (p= est vide) : publiez la clé actuelle de votre fournisseur.` };
}

/** RFC 7489; the domains above are asked in turn, as in its successor. */
async function dmarc(name: string, resolveTxt: ResolveTxt): Promise<Finding> {
  const subject = 'DMARC';
  const labels = name.split('.');
  for (let above = 0; above <= labels.length - 2; above += 1) {
    const host = `_dmarc.${labels.slice(above).join('.')}`;
    const [record, ...others] = await texts(host, /^v=DMARC1\b/i, resolveTxt);
    if (record === undefined) continue;
    if (others.length > 0)
      return { verdict: 'wrong', subject, words: `${host} a plusieurs enregistrements, et plusieurs n’en valent aucun : gardez-en un.` };
    const tags = tagsOf(record);
    const policy = ((above > 0 && tags.get('sp')) || tags.get('p'))?.toLowerCase();
    if (policy === 'quarantine' || policy === 'reject') return { verdict: 'ok', subject, words: `${host} : p=${policy}.` };
    return policy === 'none'
      ? { verdict: 'remark', subject, words: `${host} observe sans protéger (p=none). Quand tout arrive bien, passez à p=quarantine.` }
      : { verdict: 'wrong', subject, words: `${host} ne dit pas que faire des faux : ajoutez-lui p=quarantine.` };
  }
  return {
    verdict: 'wrong',
    subject,
    words: `_dmarc.${name} n’existe pas : ajoutez au DNS le TXT « v=DMARC1; p=none », puis p=quarantine quand tout arrive bien.`,
  };
}

/** The texts of a name that look as expected, each put together from its pieces. */
async function texts(name: string, shape: RegExp, resolveTxt: ResolveTxt): Promise<string[]> {
  try {
    return (await resolveTxt(name)).map((pieces) => pieces.join('').trim()).filter((text) => shape.test(text));
  } catch (error) {
    // No such name, or one without texts.
    if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** `v=DMARC1; p=none` by tag. */
function tagsOf(record: string): Map<string, string> {
  return new Map(
    record.split(';').flatMap((tag) => {
      const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(tag) ?? [];
      return name ? [[name.toLowerCase(), value] as const] : [];
    }),
  );
}
