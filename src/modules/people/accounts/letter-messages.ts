import { defineMessages } from '../../../kernel/i18n/messages.ts';

export const letterMessages = defineMessages({
  fr: {
    'people.letter.greeting': 'Bonjour {name},',
    'people.letter.hours': 'Ce lien fonctionne pendant {hours} heures, une seule fois.',
    'people.letter.minutes': 'Ce lien fonctionne pendant {minutes} minutes, une seule fois.',
    'people.letter.not-you': 'Ce n’est pas vous ? Ne faites rien : sans le lien, il ne se passe rien.',
    'people.letter.sign-up.subject': 'Confirmez votre adresse : {name}',
    'people.letter.sign-up.body':
      'Vous avez demandé un compte sur le portail « {name} ». Suivez ce lien pour confirmer que cette adresse est la vôtre, et pour choisir un mot de passe.',
    'people.letter.sign-up.action': 'Créer mon compte',
    'people.letter.reset.subject': 'Nouveau mot de passe : {name}',
    'people.letter.reset.body': 'Vous avez demandé un nouveau mot de passe pour le portail « {name} ».',
    'people.letter.reset.action': 'Choisir un mot de passe',
    'people.letter.sign-in.subject': 'Votre lien pour entrer : {name}',
    'people.letter.sign-in.body': 'Vous avez demandé à entrer sur le portail « {name} » sans mot de passe.',
    'people.letter.sign-in.action': 'Entrer',
    'people.letter.email.subject': 'Confirmez votre nouvelle adresse : {name}',
    'people.letter.email.body':
      'Vous voulez utiliser cette adresse pour votre compte sur le portail « {name} ». Confirmez qu’elle est à vous. D’ici là, rien ne change.',
    'people.letter.email.action': 'Confirmer cette adresse',
    'people.letter.existing.subject': 'Vous avez déjà un compte : {name}',
    'people.letter.existing.body':
      'Quelqu’un, sans doute vous, a voulu prendre cette adresse pour un compte sur le portail « {name} ». Elle a déjà un compte : connectez-vous, ou demandez un nouveau mot de passe.',
    'people.letter.existing.action': 'Se connecter',
    'people.letter.unknown.subject': 'Pas de compte à cette adresse : {name}',
    'people.letter.unknown.body':
      'Quelqu’un, sans doute vous, a voulu entrer sur le portail « {name} » avec cette adresse. Elle n’y a pas de compte. Vous en avez peut-être un à une autre adresse ; sinon, vous pouvez en créer un.',
    'people.letter.unknown.action': 'Créer un compte',
    'people.letter.change.subject': 'Un changement sur votre compte : {name}',
    'people.letter.change.password': 'Le mot de passe de votre compte sur le portail « {name} » vient d’être changé.',
    'people.letter.change.address':
      'L’adresse de votre compte sur le portail « {name} » vient d’être changée. Nous n’écrirons plus à celle-ci.',
    'people.letter.change.codes-on': 'Votre compte sur le portail « {name} » demande maintenant un code à chaque connexion.',
    'people.letter.change.codes-off': 'Votre compte sur le portail « {name} » ne demande plus de code à la connexion.',
    'people.letter.change.passkey-added': 'Une clé d’accès vient d’être ajoutée à votre compte sur le portail « {name} ».',
    'people.letter.change.passkey-removed': 'Une clé d’accès vient d’être retirée de votre compte sur le portail « {name} ».',
    'people.letter.change.provider-added': 'Une autre façon d’entrer vient d’être ajoutée à votre compte sur le portail « {name} ».',
    'people.letter.change.provider-removed': 'Une façon d’entrer vient d’être retirée de votre compte sur le portail « {name} ».',
    'people.letter.change.factors-reset':
      'Vous avez dit avoir perdu votre double vérification : elle vient d’être retirée de votre compte sur le portail « {name} ». Tous vos appareils sont déconnectés.',
    'people.letter.change.action': 'Voir la sécurité de mon compte',
    'people.letter.change.not-you':
      'Ce n’est pas vous ? Demandez tout de suite un nouveau mot de passe, puis écrivez-nous : quelqu’un d’autre est peut-être entré dans votre compte.',
  },
  en: {
    'people.letter.greeting': 'Hello {name},',
    'people.letter.hours': 'This link works for {hours} hours, once.',
    'people.letter.minutes': 'This link works for {minutes} minutes, once.',
    'people.letter.not-you': 'Not you? Do nothing: without the link, nothing happens.',
    'people.letter.sign-up.subject': 'Confirm your address: {name}',
    'people.letter.sign-up.body':
      'You asked for an account on the portal “{name}”. Follow this link to confirm that this address is yours, and to choose a password.',
    'people.letter.sign-up.action': 'Create my account',
    'people.letter.reset.subject': 'New password: {name}',
    'people.letter.reset.body': 'You asked for a new password for the portal “{name}”.',
    'people.letter.reset.action': 'Choose a password',
    'people.letter.sign-in.subject': 'Your link to enter: {name}',
    'people.letter.sign-in.body': 'You asked to enter the portal “{name}” without a password.',
    'people.letter.sign-in.action': 'Enter',
    'people.letter.email.subject': 'Confirm your new address: {name}',
    'people.letter.email.body':
      'You want to use this address for your account on the portal “{name}”. Confirm that it is yours. Until then, nothing changes.',
    'people.letter.email.action': 'Confirm this address',
    'people.letter.existing.subject': 'You have an account already: {name}',
    'people.letter.existing.body':
      'Somebody, probably you, wanted this address for an account on the portal “{name}”. It has an account already: sign in, or ask for a new password.',
    'people.letter.existing.action': 'Sign in',
    'people.letter.unknown.subject': 'No account at this address: {name}',
    'people.letter.unknown.body':
      'Somebody, probably you, wanted to enter the portal “{name}” with this address. It has no account there. You may have one at another address; otherwise you can create one.',
    'people.letter.unknown.action': 'Create an account',
    'people.letter.change.subject': 'A change to your account: {name}',
    'people.letter.change.password': 'The password of your account on the portal “{name}” was changed just now.',
    'people.letter.change.address':
      'The address of your account on the portal “{name}” was changed just now. We will no longer write to this one.',
    'people.letter.change.codes-on': 'Your account on the portal “{name}” now asks for a code at each sign-in.',
    'people.letter.change.codes-off': 'Your account on the portal “{name}” no longer asks for a code at sign-in.',
    'people.letter.change.passkey-added': 'A passkey was added just now to your account on the portal “{name}”.',
    'people.letter.change.passkey-removed': 'A passkey was removed just now from your account on the portal “{name}”.',
    'people.letter.change.provider-added': 'Another way to sign in was added just now to your account on the portal “{name}”.',
    'people.letter.change.provider-removed': 'A way to sign in was removed just now from your account on the portal “{name}”.',
    'people.letter.change.factors-reset':
      'You said that you lost your second proof: it was removed just now from your account on the portal “{name}”. All your devices are signed out.',
    'people.letter.change.action': 'See the security of my account',
    'people.letter.change.not-you':
      'Not you? Ask for a new password at once, then write to us: somebody else may have entered your account.',
  },
});
