import { queueNameOf } from '@seisi/schema/queue-name';

/** The gateways' own role, which is no room: it hands over receipts, and counts what clients ask. Also the name of its schema. */
export const GATEWAY = 'gateway';

/** The one who reads for the rooms of one process and is no room. */
export const READS = 'reads';

const ALL = ['select', 'insert', 'update', 'delete'] as const;
const APPENDED = ['select', 'insert'] as const;

type Right = (typeof ALL)[number];

/**
 * Where a room may do less with a table of its own than read, add, change and delete rows. What is appended stays as it was written, whoever takes over
 * the room: not the schedule that destroys (`retired_month`), nor what an administrator declares (`gap`), is the room's to write.
 */
const NARROWED: Readonly<Record<string, Readonly<Record<string, readonly Right[]>>>> = {
  // What officers did on agencies, agreements, incidents, referrals and requests stays as it was done.
  agency: {
    agency_application_step: APPENDED,
    agency_step: APPENDED,
    agreement_step: APPENDED,
    evacuee_count: APPENDED,
    incident_step: APPENDED,
    referral_step: APPENDED,
    sharing_step: APPENDED,
  },
  // What was locked or recorded stays as it was said on its day.
  person: {
    identity_match_step: APPENDED,
    locked_list: APPENDED,
    locked_list_row: APPENDED,
    recorded_address: APPENDED,
    recorded_income: APPENDED,
    recorded_membership: APPENDED,
    recorded_value: APPENDED,
    status_check: APPENDED,
  },
  // What was told, handed out or sent back of a programme's money stays in the books (S3, 7.2).
  aid: {
    agency_list: APPENDED,
    agency_list_row: APPENDED,
    candidate_step: APPENDED,
    counter_payment: APPENDED,
    recipient_announcement: APPENDED,
    treasurer_return: APPENDED,
  },
  // What was done and found of an application, and where an entry stood, stays as it was.
  oku: {
    application_step: APPENDED,
    card_reminder: APPENDED,
    category: APPENDED,
    centre_certificate: APPENDED,
    medical_certificate: APPENDED,
    status_check: APPENDED,
  },
  // What was done and found of a renewal stays as it was.
  pass: { renewal_check: APPENDED, renewal_step: APPENDED },
  // What was done to a record as a volunteer stays as it was.
  volunteer: {
    case_step: APPENDED,
    participation_step: APPENDED,
    volunteering_step: APPENDED,
  },
  receipt: {
    incoming: ['select', 'delete'],
    leaf: APPENDED,
    header: APPENDED,
    entry: APPENDED,
    told: APPENDED,
    tile: APPENDED,
    checkpoint: APPENDED,
    conflict: APPENDED,
    contest: ['select', 'insert', 'update'],
    contest_step: APPENDED,
    series: ['select', 'insert', 'update'],
    gap: ['select'],
    retired_month: ['select'],
  },
};

/** What a room may call besides. */
const CALLED: Readonly<Record<string, readonly string[]>> = { receipt: ['make_month(date)'] };

type Names = { readonly role: string; readonly room: string; readonly quoted: (name: string) => string };

/** The statements that give a room's role its rights on the tables of its schema, and take any others away. */
export function roomRights({ role, room, quoted }: Names, tables: readonly string[]): string {
  const [to, schema] = [quoted(role), quoted(room)];
  const narrowed = NARROWED[room] ?? {};
  const grants = tables.map((table) => {
    const rights = Object.hasOwn(narrowed, table) ? (narrowed[table] as readonly Right[]) : ALL;
    return `grant ${rights.join(', ')} on ${schema}.${quoted(table)} to ${to};`;
  });
  const calls = (CALLED[room] ?? []).map(
    (called) => `grant execute on function ${schema}.${called} to ${to};`,
  );
  return `
    grant usage on schema ${schema} to ${to};
    revoke all on all tables in schema ${schema} from ${to};
    ${grants.join('\n')}
    ${calls.join('\n')}
    grant usage on all sequences in schema ${schema} to ${to};`;
}

/** The statements that let a room's role work with its queue, and make, change and drop nothing of it: what the queue is, the migrator says. */
export function queueRights(role: string, room: string, quoted: (name: string) => string): string {
  const [to, schema] = [quoted(role), quoted(queueNameOf(room))];
  return `
    grant usage on schema ${schema} to ${to};
    grant ${ALL.join(', ')} on all tables in schema ${schema} to ${to};`;
}

/** The statements that let the gateway's role hand over receipts, count by the functions of its own schema, and do nothing else. */
export function gatewayRights(role: string, quoted: (name: string) => string): string {
  return `
    grant usage on schema receipt to ${quoted(role)};
    revoke all on all tables in schema receipt from ${quoted(role)};
    grant insert on receipt.incoming, receipt.told to ${quoted(role)};
    grant usage on schema gateway to ${quoted(role)};
    revoke all on all tables in schema gateway from ${quoted(role)};
    grant execute on all functions in schema gateway to ${quoted(role)};`;
}

/** The log of receipts is read by its own room alone: none of it is on the hot path. */
const UNREAD: ReadonlySet<string> = new Set(['receipt']);

/**
 * The statements that let one role read for all of these rooms, and do nothing else. Not the tables with which a room itself may do less than all: what is
 * read there is never on the hot path.
 */
export function readsRights(
  role: string,
  rooms: readonly string[],
  quoted: (name: string) => string,
): string {
  const to = quoted(role);
  const statements = rooms.map((room) => {
    const schema = quoted(room);
    const none = `revoke all on all tables in schema ${schema} from ${to};`;
    if (UNREAD.has(room)) return none;
    const kept = Object.keys(NARROWED[room] ?? {}).map(
      (table) => `revoke all on ${schema}.${quoted(table)} from ${to};`,
    );
    const read = `grant usage on schema ${schema} to ${to}; grant select on all tables in schema ${schema} to ${to};`;
    return [none, read, ...kept].join(' ');
  });
  return statements.join('\n');
}
