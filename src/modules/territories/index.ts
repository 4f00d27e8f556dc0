/** The public face of the territories: communes and groupings, who belongs where, what a host name shows. */
export { addTerritory, logoRefusal, readOutline, setTerritory, type TerritoryChanges, unknownTerritory } from './commands.ts';
export { outlineChanged } from './events.ts';
export { territoriesMessages } from './messages.ts';
export {
  allTerritories,
  groupingIdsOf,
  groupingsOf,
  logoOf,
  type Neighbour,
  neighboursOf,
  outlineOf,
  outlinesOf,
  territoryByHost,
  territoryById,
  territoryBySlug,
  territoryList,
  territoryZones,
  zoneNames,
} from './queries.ts';
export { conformity, TerritoriesView } from './views.tsx';
