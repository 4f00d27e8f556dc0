/** Words of what people write here, and of how fresh it is. */
export const upkeepMessages = {
  fr: {
    'directory.stale.title': 'Informations à vérifier',
    'directory.stale.body': 'Elles ont été confirmées pour la dernière fois le {date}. Renseignez-vous avant de vous déplacer.',
  },
  en: {
    'directory.stale.title': 'Information to be checked',
    'directory.stale.body': 'It was last confirmed on {date}. Ask before you go.',
  },
};
