import type { DataClass } from '@seisi/schema/classes';

const NODE = 'applications.edges.0.node';
type Leaf = readonly [coordinate: string, of: DataClass, selection: string, closedAt: string, path: string];
const aid = (coordinate: string, selection: string): Leaf => [
  ...([coordinate, 'aid', selection] as const),
  ...(['Person.applications', 'applications'] as const),
];
const payment = (coordinate: string, selection: string): Leaf => [
  ...([coordinate, 'payment', selection] as const),
  ...(['Application.payments', `${NODE}.payments`] as const),
];
const note = (name: string, selection: string): Leaf => [
  ...([`Application.${name}`, 'aid.note', selection] as const),
  ...([`Application.${name}`, `${NODE}.${name}`] as const),
];
/** Every classified field of the room: its class, how it is asked, and the outermost field that its class closes. */
export const LEAVES: readonly Leaf[] = [
  aid('Person.applications', ''),
  ...[
    'reference',
    'status',
    'submittedAt',
    'completeAt',
    'decidedAt',
    'dueOn',
    'isOverdue',
    'documentsDueOn',
  ].map((name) => aid(`Application.${name}`, name)),
  ...[
    'scheme { code }',
    'decision { __typename }',
    'award { __typename }',
    'steps { __typename }',
    'checks { __typename }',
    'documents { __typename }',
  ].map((text) => aid(`Application.${text.split(' ')[0]}`, text)),
  ...['amount', 'startsOn', 'endsOn'].map((name) => aid(`Award.${name}`, `award { ${name} }`)),
  ['Decision.reason', 'aid.note', 'decision { reason }', 'Decision.reason', `${NODE}.decision.reason`],
  note('findings', 'findings { fact }'),
  note('investigations', 'investigations { id }'),
  note('proposal', 'proposal { id }'),
  aid('Application.statement', 'statement { aid { reason } }'),
  payment('Application.payments', 'payments { edges { cursor } }'),
  ...['month', 'amount', 'status', 'paidOn'].map((name) =>
    payment(`Payment.${name}`, `payments { edges { node { ${name} } } }`),
  ),
  aid('Application.notices', 'notices { edges { cursor } }'),
  ...['event', 'channel', 'status', 'at', 'sentAt'].map((name) =>
    aid(`Notice.${name}`, `notices { edges { node { ${name} } } }`),
  ),
];
