import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const materialsMessages = defineMessages({
  fr: {
    'announcements.kind.materials': 'Matériel',
    'announcements.kind.materials.invitation': 'Proposer ou chercher du matériel',
    'announcements.field.condition': 'État',
    'announcements.field.price': 'Prix',
    'announcements.field.quantity': 'Quantité',
    'announcements.option.condition.good': 'Bon état',
    'announcements.option.condition.new': 'Neuf',
    'announcements.option.condition.repair': 'À réparer',
    'announcements.option.condition.worn': 'Usagé',
  },
  en: {
    'announcements.kind.materials': 'Materials',
    'announcements.kind.materials.invitation': 'Offer or look for materials',
    'announcements.field.condition': 'Condition',
    'announcements.field.price': 'Price',
    'announcements.field.quantity': 'Quantity',
    'announcements.option.condition.good': 'Good',
    'announcements.option.condition.new': 'New',
    'announcements.option.condition.repair': 'To be repaired',
    'announcements.option.condition.worn': 'Worn',
  },
});
