import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

async function ask<Reply>(path: string, body?: object): Promise<Reply> {
  const reply = await fetch(
    `/connexion/auth/passkey/${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json() as Promise<Reply>;
}

/** Signs in with a passkey that the browser lets one choose. */
export async function enter(): Promise<void> {
  const optionsJSON = await ask<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options');
  await ask('verify-authentication', { response: await startAuthentication({ optionsJSON }) });
}

/** Makes a passkey for who is signed in. */
export async function add(name: string): Promise<void> {
  const optionsJSON = await ask<PublicKeyCredentialCreationOptionsJSON>('generate-register-options');
  await ask('verify-registration', { response: await startRegistration({ optionsJSON }), name });
}
