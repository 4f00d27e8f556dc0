import { defineMessages } from '../i18n/messages.ts';

export const fileMessages = defineMessages({
  fr: {
    'files.refusal.too-heavy': 'Ce fichier pèse plus de 10 Mo. Réduisez-le, puis recommencez.',
    'files.refusal.not-a-picture':
      'Ce fichier n’est pas une image que le portail sait lire. Choisissez une image JPEG, PNG, WebP, AVIF ou GIF.',
    'files.refusal.heic':
      'Cette photo est au format HEIC, que le portail ne sait pas lire. Enregistrez-la au format JPEG, puis recommencez.',
    'files.refusal.too-many-pixels': 'Cette image a plus de 50 millions de pixels. Réduisez ses dimensions, puis recommencez.',
    'files.refusal.damaged': 'Ce fichier est abîmé ou incomplet. Enregistrez-le de nouveau, ou choisissez-en un autre.',
    'files.refusal.empty-crop': 'Le cadre choisi est en dehors de l’image. Choisissez-le de nouveau.',
    'files.refusal.not-a-document': 'Ce fichier n’est pas un document PDF. Enregistrez-le au format PDF, puis recommencez.',
  },
  en: {
    'files.refusal.too-heavy': 'This file is larger than 10 MB. Make it smaller, then try again.',
    'files.refusal.not-a-picture': 'This file is not an image that the portal can read. Choose a JPEG, PNG, WebP, AVIF or GIF image.',
    'files.refusal.heic': 'This photo is in HEIC format, which the portal cannot read. Save it as JPEG, then try again.',
    'files.refusal.too-many-pixels': 'This image has more than 50 million pixels. Make it smaller, then try again.',
    'files.refusal.damaged': 'This file is damaged or incomplete. Save it again, or choose another one.',
    'files.refusal.empty-crop': 'The chosen frame is outside the image. Choose it again.',
    'files.refusal.not-a-document': 'This file is not a PDF document. Save it as PDF, then try again.',
  },
});
