import type { UnitSettings } from '../../src/kernel/db/database.ts';
import { newId } from '../../src/kernel/ids.ts';

export type Verb = 'select' | 'insert' | 'update' | 'delete';
const all: readonly Verb[] = ['select', 'insert', 'update', 'delete'];

/** One row that nobody else than those whom `opens` lists may know of. */
export interface ConfidentialRow {
  /** Its columns besides `territory_id` and `id`. */
  values: Readonly<Record<string, unknown>>;
  /** Settings of a unit that open it, and to what; all of them have to be right. */
  opens: readonly { settings: UnitSettings; to: readonly Verb[] }[];
}

/** To whom the rows belong: everybody else has other ids. */
export const here = newId();
const account = newId();
const team = newId();
const structure = newId();
const conversation = newId();
const item = newId();
const reader = newId();
const answer = newId();
const person = newId();
const answerer = newId();
const announcer = newId();

const at = '2026-11-24T09:30:00Z';
const keeper = { settings: { keeper: here }, to: all };
const moderator = { settings: { moderator: here }, to: all };
const staffOfContacts = { settings: { directory_contacts: here }, to: all };
const own = { settings: { territory: here, account }, to: all };
const ofTheTeam = { settings: { territory: here, teams: [team] }, to: all };
const ofTheStructure = { settings: { territory: here, structures: [structure] }, to: all };
const ofTheReader = { settings: { territory: here, reader }, to: all };
const ofTheConversation = { settings: { territory: here, conversation }, to: all };
/** Who publishes, who answers, who acts for either, and who holds the link of a letter. */
const ofTheAnswer = [
  ofTheStructure,
  own,
  { settings: { territory: here, person }, to: all },
  { settings: { territory: here, announcer }, to: all },
  { settings: { territory: here, answer }, to: all },
  keeper,
];
const ofAnAnswer = { answer_id: answer, organisation_id: structure, author_person: announcer, account_id: account, person_id: person };
/** A sender answers or takes back: neither deletes nor decides. */
const sender = { settings: { territory: here, account }, to: ['select', 'insert', 'update'] } as const;

/** By `schema.table`, every table that a manifest says is confidential. A new one has its line here before it lands. */
export const confidentialRows: Readonly<Record<string, ConfidentialRow>> = {
  'people.person': {
    values: {
      account_id: account,
      team_id: team,
      given_name: 'Fatou',
      family_name: 'Diallo',
      created_by: 'system',
      created_at: at,
      updated_at: at,
    },
    opens: [own, ofTheTeam, keeper],
  },
  'people.mandate': {
    values: {
      person_id: newId(),
      account_id: account,
      team_id: team,
      purpose: 'suggest',
      starts_on: '2026-11-24',
      ends_on: '2026-12-24',
      state: 'prepared',
      prepared_by: 'system',
      prepared_at: at,
    },
    opens: [own, ofTheTeam, keeper],
  },
  'people.takeover': {
    values: { person_id: newId(), team_id: team, code_digest: 'x', given_by: 'system', given_at: at, expires_at: at },
    opens: [ofTheTeam, keeper],
  },
  'people.acting': {
    values: {
      session_id: newId(),
      team_id: team,
      person_id: newId(),
      person_name: 'Fatou Diallo',
      mandate_id: newId(),
      started_at: at,
      ends_at: at,
    },
    opens: [ofTheTeam, keeper],
  },
  'people.reading': {
    values: { at, account_id: account, team_id: team, person_id: newId(), what: 'person' },
    opens: [
      // Nobody writes a reading in another's name; nobody changes one.
      { settings: { territory: here, account, teams: [team] }, to: ['select', 'insert'] },
      { settings: { territory: here, teams: [team] }, to: ['select'] },
      keeper,
    ],
  },
  'people.notice': {
    values: { account_id: account, kind: 'directory.to-confirm', key: 'x', words: 'x', word_values: {}, at },
    opens: [own, keeper],
  },
  'people.person_notice': {
    values: { person_id: newId(), team_id: team, kind: 'moderation.decided', key: 'x', words: 'x', word_values: {}, way: 'hand', at },
    opens: [ofTheTeam, keeper],
  },
  'moderation.item': {
    values: {
      kind: 'correction',
      state: 'open',
      title: 'Les horaires',
      words: 'les horaires',
      payload: {},
      author: `account:${account}`,
      author_account: account,
      opened_at: at,
      waiting_since: at,
    },
    // Who holds its signed address answers as well, and sends nothing.
    opens: [sender, { settings: { territory: here, item }, to: ['select', 'update'] }, moderator, keeper],
  },
  'moderation.decision': {
    values: {
      item_id: item,
      author_account: account,
      event: 'answer',
      from_state: 'in-question',
      to_state: 'open',
      actor: `account:${account}`,
      at,
    },
    opens: [
      { settings: { territory: here, account }, to: ['select', 'insert'] },
      { settings: { territory: here, item }, to: ['select', 'insert'] },
      moderator,
      keeper,
    ],
  },
  'directory.contact': {
    values: {
      organisation_id: structure,
      name: 'Fatou Diallo',
      source: 'test',
      notice_due_on: '2026-12-24',
      is_public: false,
      created_at: at,
    },
    opens: [staffOfContacts],
  },
  'directory.import_upload': {
    values: { name: 'a.csv', byte_count: 1, sha256: 'x', format: 'csv', uploaded_by: `account:${account}`, uploaded_at: at },
    opens: [staffOfContacts, keeper],
  },
  'directory.import_upload_part': {
    values: { upload_id: newId(), rank: 0, content: Buffer.from('x') },
    opens: [staffOfContacts],
  },
  'directory.claim': {
    values: {
      organisation_id: structure,
      account_id: account,
      state: 'opened',
      way: 'word',
      opened_at: at,
      changed_at: at,
      changed_by: `account:${account}`,
    },
    opens: [own, ofTheStructure, moderator, keeper],
  },
  'directory.conversation': {
    values: {
      organisation_id: structure,
      account_id: account,
      writer_name: 'Camille',
      writer_email: 'c@essai.example',
      locale: 'fr',
      started_at: at,
      last_at: at,
      last_side: 'writer',
    },
    opens: [ofTheConversation, own, ofTheStructure, keeper],
  },
  'directory.conversation_message': {
    values: {
      conversation_id: conversation,
      organisation_id: structure,
      account_id: account,
      side: 'writer',
      actor: `account:${account}`,
      body: 'Bonjour',
      at,
    },
    opens: [ofTheConversation, own, ofTheStructure, keeper],
  },
  'alerts.alert': {
    values: {
      reader_id: reader,
      email: 'c@essai.example',
      locale: 'fr',
      address: '/annonces',
      rhythm: 'daily',
      facets: [],
      anchor: '*',
      since: at,
      confirmed_at: at,
      created_at: at,
    },
    opens: [ofTheReader, keeper],
  },
  'alerts.told': { values: { alert_id: newId(), announcement_id: newId(), at }, opens: [keeper] },
  'announcements.proposal': {
    values: { announcement_id: newId(), person_id: newId(), team_id: team, proposed_by: 'system', proposed_at: at },
    opens: [ofTheTeam, keeper],
  },
  'announcements.answer': {
    values: {
      announcement_id: newId(),
      organisation_id: structure,
      author_person: announcer,
      account_id: account,
      person_id: person,
      answerer_key: answerer,
      state: 'new',
      name: 'Camille',
      locale: 'fr',
      created_at: at,
      changed_at: at,
      last_at: at,
      last_side: 'answerer',
    },
    opens: [...ofTheAnswer, { settings: { territory: here, answerer }, to: all }],
  },
  'announcements.answer_event': {
    values: { ...ofAnAnswer, event: 'send', from_state: 'new', to_state: 'new', actor: 'visitor', at },
    opens: ofTheAnswer,
  },
  'announcements.answer_message': {
    values: { ...ofAnAnswer, side: 'answerer', actor: 'visitor', body: 'Bonjour', at },
    opens: ofTheAnswer,
  },
  'announcements.answer_document': {
    values: { ...ofAnAnswer, byte_count: 1, sha256: 'x', content: Buffer.from('x') },
    opens: ofTheAnswer,
  },
};

/** The id of the table's row: what a signed address names is the row itself. */
export function rowIdOf(table: string): string {
  if (table === 'moderation.item') return item;
  if (table === 'announcements.answer') return answer;
  return table === 'directory.conversation' ? conversation : newId();
}
