import { defineMessages } from '../kernel/i18n/messages.ts';

/** What components say of themselves, whatever the page: a word is the same everywhere. */
export const uiMessages = defineMessages({
  fr: {
    'ui.password.show': 'Afficher',
    'ui.password.hide': 'Masquer',
    'ui.password.shown': 'Le mot de passe est affiché.',
    'ui.password.hidden': 'Le mot de passe est masqué.',

    'ui.table.sortable': 'Les titres des colonnes trient la liste.',
    'ui.table.sort': 'trier',
    'ui.table.choose': 'Choisir',
    'ui.table.choose.one': 'Choisir {name}',
    'ui.table.choose.all': 'Tout cocher',
    'ui.table.actions': 'Actions',
    'ui.diff.field': 'Champ',
    'ui.diff.from': 'Avant',
    'ui.diff.to': 'Après',
    'ui.diff.nothing': 'rien',
  },
  en: {
    'ui.password.show': 'Show',
    'ui.password.hide': 'Hide',
    'ui.password.shown': 'The password is shown.',
    'ui.password.hidden': 'The password is hidden.',

    'ui.table.sortable': 'Column headings sort the list.',
    'ui.table.sort': 'sort',
    'ui.table.choose': 'Choose',
    'ui.table.choose.one': 'Choose {name}',
    'ui.table.choose.all': 'Tick all',
    'ui.table.actions': 'Actions',
    'ui.diff.field': 'Field',
    'ui.diff.from': 'Before',
    'ui.diff.to': 'After',
    'ui.diff.nothing': 'nothing',
  },
});
