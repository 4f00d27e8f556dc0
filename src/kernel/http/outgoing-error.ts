import { UserError } from '../errors.ts';

export type OutgoingFault =
  | 'address'
  | 'credentials'
  | 'private'
  | 'unlisted'
  | 'downgrade'
  | 'redirects'
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'too-large'
  | 'unreadable';

interface Circumstances {
  status?: number;
  bytes?: number;
  timeoutMs?: number;
  /** As systems name faults: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  code?: string;
}

/**
 * Something elsewhere could not be read. Its message is for the operator, in words; it names the host and never the whole
 * address, whose query may hold what somebody looks for.
 */
export class OutgoingError extends UserError {
  override name = 'OutgoingError';
  readonly fault: OutgoingFault;
  /** The status that was answered, where the fault is `status`. */
  readonly status: number | null;

  constructor(fault: OutgoingFault, host: string | null, circumstances: Circumstances = {}, cause?: unknown) {
    super(words[fault](host ?? 'cette adresse', circumstances), cause === undefined ? undefined : { cause });
    this.fault = fault;
    this.status = circumstances.status ?? null;
  }
}

const words: Readonly<Record<OutgoingFault, (host: string, circumstances: Circumstances) => string>> = {
  address: (host) => `Il faut une adresse web complète, qui commence par https:// ou http:// (${host}).`,
  credentials: (host) => `L’adresse de ${host} contient un nom ou un mot de passe : retirez-les.`,
  private: (host) => `${host} est une adresse d’un réseau intérieur : Terreau ne lit là que ce que sa configuration désigne.`,
  unlisted: (host) => `${host} n’est pas dans la liste des sites d’où Terreau peut lire (SOURCE_HOSTS).`,
  downgrade: (host) => `${host} renvoie de https vers http, sans protection : donnez l’adresse en https où cela se trouve.`,
  redirects: (host) => `${host} renvoie d’adresse en adresse sans fin : vérifiez l’adresse dans un navigateur.`,
  unreachable: (host, { code }) => `${host} ne répond pas${code ? ` (${code})` : ''} : vérifiez l’adresse et le réseau, puis réessayez.`,
  timeout: (host, { timeoutMs = 0 }) => `${host} n’a pas tout envoyé en ${Math.ceil(timeoutMs / 1_000)} s : réessayez plus tard.`,
  status: (host, { status }) =>
    status === 404 || status === 410
      ? `${host} n’a plus rien à cette adresse (code ${status}) : cherchez la nouvelle.`
      : `${host} a refusé ou ne peut pas répondre (code ${status}).`,
  'too-large': (host, { bytes = 0 }) => `Ce que ${host} envoie dépasse ${size(bytes)} : vérifiez que c’est bien le fichier voulu.`,
  unreadable: (host) => `Ce que ${host} envoie est abîmé ou d’une forme inconnue : réessayez plus tard.`,
};

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} ko` : `${Math.floor(bytes / 1_000_000)} Mo`;
}

const FAULTS_OF_THE_DISK: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS']);

/** No room for what arrives: nothing that the other side could mend. */
export function isFaultOfTheDisk(error: unknown): boolean {
  return FAULTS_OF_THE_DISK.has(codeOf(error));
}

/** `timeoutMs`: how long was waited, where the wait was given up. */
export function toOutgoingError(error: unknown, host: string, timeoutMs: number | null): OutgoingError {
  if (error instanceof OutgoingError) return error;
  if (timeoutMs !== null) return new OutgoingError('timeout', host, { timeoutMs }, error);
  const code = codeOf(error);
  // The codes of gzip, Brotli and the HTTP parser.
  if (/^(Z_|ERR__|HPE_)/.test(code)) return new OutgoingError('unreadable', host, {}, error);
  return new OutgoingError('unreachable', host, { code }, error);
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}
