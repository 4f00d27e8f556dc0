import { describe, expect, it } from 'vitest';
import type { Viewer } from '../access/viewer.ts';
import { newId } from '../ids.ts';
import { settingsOf } from './page-routes.ts';
import type { Visit } from './visit.ts';

describe('what row-level security knows of who asks', () => {
  const [territory, account, team] = [newId(), newId(), newId()];
  const asked = (viewer: Partial<Viewer> | null) =>
    settingsOf({
      territory: { id: territory },
      viewer: viewer && { accountId: account, roles: ['moderator'], teams: [{ id: team, name: 'Accueil' }], structures: [], ...viewer },
    } as unknown as Visit);

  it('is the territory alone of who is not signed in', () => {
    expect(asked(null)).toEqual({ territory });
  });

  it('is what they do here', () => {
    expect(asked({ lacksSecondFactor: false })).toEqual({ territory, account, teams: [team], structures: [], moderator: territory });
  });

  it('opens nothing of what waits for a decision to administrators: they run the territory, and read nothing that is confidential', () => {
    expect(asked({ roles: ['administrator'], teams: [] })).toEqual({ territory, account, teams: [], structures: [] });
  });

  it('holds nothing of the work of who has not given the second factor that is wanted', () => {
    expect(asked({ lacksSecondFactor: true })).toEqual({ territory, account, teams: [], structures: [] });
  });
});
