import type { Module } from '../../kernel/module.ts';
import { territoriesApi } from './api.ts';
import { demonstrationTerritories } from './demonstration.ts';
import { territoriesMessages } from './messages.ts';
import { territoryPages } from './routes.tsx';

export const territories: Module = {
  name: 'territories',
  requires: [],
  tables: {
    territory: { distribution: 'global' },
    host_name: { distribution: 'global' },
    membership: { distribution: 'global' },
    outline: { distribution: 'global' },
    logo: { distribution: 'global' },
    district: { distribution: 'territorial' },
  },
  messages: territoriesMessages,
  pages: territoryPages,
  api: territoriesApi,
  contributes: { demonstration: demonstrationTerritories },
};
