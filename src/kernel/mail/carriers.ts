import type { Config } from '../config.ts';
import type { Carriers } from './carrier.ts';
import { openSmsGateway } from './sms-gateway.ts';
import { openSmtp } from './smtp.ts';

/** Those that the operator has configured. Nothing is connected before a message has to leave. */
export function openCarriers({ smtpUrl, smsUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'smsUrl' | 'mailFrom'>): Carriers {
  return {
    mail: smtpUrl === null ? null : openSmtp(smtpUrl, mailFrom),
    sms: smsUrl === null ? null : openSmsGateway(smsUrl),
  };
}
