import { defineMessages } from '../i18n/messages.ts';

/** What every form may say. */
export const formMessages = defineMessages({
  fr: {
    'form.problem': '{n, plural, one {Une réponse est à corriger} other {# réponses sont à corriger}}',
    'form.required': 'Remplissez ce champ.',
    'form.too-long': 'C’est trop long : raccourcissez ce texte.',
    'form.too-many': 'C’est trop à la fois : cochez-en moins.',
    'form.email': 'Écrivez une adresse e-mail complète, par exemple nom@exemple.fr.',
    'form.choice': 'Choisissez une des réponses.',
    'form.stale': 'Cette page était ouverte depuis trop longtemps. Relisez vos réponses, puis envoyez-les à nouveau.',
    'form.too-fast': 'Le formulaire est parti très vite. Relisez vos réponses, puis envoyez-les à nouveau.',
    'form.trap.label': 'Ne remplissez pas ce champ',
    'form.trap': 'Laissez vide le champ qui ne se voit pas, puis envoyez à nouveau.',
    'form.too-often':
      'Trop d’envois en peu de temps. Attendez {minutes, plural, one {une minute} other {# minutes}}, puis envoyez à nouveau.',
    'form.mandate':
      'Vous agissez pour {name} sous un mandat « {purpose} », qui ne permet pas cela. Il faut un mandat « {needed} » : ouvrez sa fiche pour le préparer.',
    'form.file-too-large': 'Ce fichier est trop lourd : {most} Mo au plus.',
  },
  en: {
    'form.problem': '{n, plural, one {One answer needs correcting} other {# answers need correcting}}',
    'form.required': 'Fill in this field.',
    'form.too-long': 'This is too long: shorten the text.',
    'form.too-many': 'Too many at once: tick fewer.',
    'form.email': 'Write a full email address, for example name@example.org.',
    'form.choice': 'Choose one of the answers.',
    'form.stale': 'This page had been open for too long. Check your answers, then send them again.',
    'form.too-fast': 'The form was sent very quickly. Check your answers, then send them again.',
    'form.trap.label': 'Do not fill in this field',
    'form.trap': 'Leave the hidden field empty, then send again.',
    'form.too-often': 'Too many attempts in a short time. Wait {minutes, plural, one {one minute} other {# minutes}}, then send again.',
    'form.mandate':
      'You are acting for {name} under a mandate “{purpose}”, which does not allow this. It takes a mandate “{needed}”: open their record to prepare it.',
    'form.file-too-large': 'This file is too heavy: {most} MB at most.',
  },
});
