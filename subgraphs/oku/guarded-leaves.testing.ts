import type { Database } from '@seisi/host/database';
import type { DataClass } from '@seisi/schema/classes';
import { appeals } from './appeal.table.ts';
import { applicationSteps, applications } from './application.table.ts';
import { assessments, medicalCertificates } from './assessment.table.ts';
import { careCentres } from './care-centre.table.ts';
import { credentials } from './credential.table.ts';
import { documents } from './document.table.ts';
import { notices } from './notice.table.ts';
import { cards, categories, registrations } from './registration.table.ts';
import { aCard, aRegistration, idOf } from './registration.testing.ts';
import { strikeOffs } from './strike-off.table.ts';

/** The outermost fields of the room. */
export const ROOT = 'Person.okuRegistration';
const APPLICATIONS = 'Person.okuApplications';

type Leaf = readonly [coordinate: string, of: DataClass, selection: string, closedAt: string];

const entry = (selection: string): string => `okuRegistration { id ${selection} }`;
const application = (selection: string): string => `okuApplications { id ${selection} }`;

/** A fact of the class that opens the entry itself: closed, nothing of the entry is told. */
const fact = (coordinate: string, selection: string): Leaf => [
  coordinate,
  'disability.fact',
  entry(selection),
  ROOT,
];
const detail = (coordinate: string, selection: string, closedAt = coordinate): Leaf => [
  coordinate,
  'disability',
  entry(selection),
  closedAt,
];
const ofApplication = (coordinate: string, selection: string): Leaf => [
  coordinate,
  'disability',
  application(selection),
  APPLICATIONS,
];
const parts = (
  type: string,
  field: string,
  names: readonly string[],
  make: (coordinate: string, selection: string) => Leaf,
) => names.map((name) => make(`${type}.${name}`, field === '' ? name : `${field} { ${name} }`));

const below = (field: string) => (coordinate: string, selection: string) =>
  detail(coordinate, selection, `OkuRegistration.${field}`);

/** Every classified field below a person: its class, how it is asked, and the outermost field that its class closes. */
export const LEAVES: readonly Leaf[] = [
  fact(ROOT, ''),
  ...parts('OkuRegistration', '', ['status', 'cardStatus'], fact),
  fact('OkuRegistration.card', 'card { __typename }'),
  fact('OkuRegistration.cards', 'cards { __typename }'),
  fact('OkuCard.status', 'card { status }'),
  ...parts(
    'OkuRegistration',
    '',
    ['number', 'category', 'categorySince', 'registeredOn', 'subCategory', 'struckOffOn'],
    detail,
  ),
  ...['categories', 'credentials', 'strikeOffs', 'notices'].map((name) =>
    detail(`OkuRegistration.${name}`, `${name} { __typename }`),
  ),
  ...parts(
    'OkuCard',
    'card',
    ['number', 'issuedOn', 'expiresOn', 'purpose', 'sendBy', 'sentOn', 'lostOn', 'surrenderedOn'],
    detail,
  ),
  ...parts(
    'OkuCategoryRecord',
    'categories',
    ['category', 'subCategory', 'together', 'since'],
    below('categories'),
  ),
  ...parts('OkuCredential', 'credentials', ['issuedAt', 'revokedAt'], below('credentials')),
  ...parts(
    'OkuStrikeOff',
    'strikeOffs',
    ['reason', 'note', 'proposedAt', 'closedAt', 'isConfirmed'],
    below('strikeOffs'),
  ),
  ['OkuRegistration.careCentre', 'contact', entry('careCentre'), 'OkuRegistration.careCentre'],
  ['OkuRegistration.linkedCentre', 'contact', entry('linkedCentre { code }'), 'OkuRegistration.linkedCentre'],
  ofApplication(APPLICATIONS, ''),
  ...parts(
    'OkuApplication',
    '',
    [
      'reference',
      'kind',
      'status',
      'identityPaper',
      'startedAt',
      'submittedAt',
      'decidedAt',
      'informationDueOn',
      'missing',
    ],
    ofApplication,
  ),
  ...['documents', 'certificate', 'assessments', 'appeals', 'steps', 'notices'].map((name) =>
    ofApplication(`OkuApplication.${name}`, `${name} { __typename }`),
  ),
  ...parts('OkuStep', 'steps', ['act', 'toStatus', 'at', 'note'], ofApplication),
  ...parts('OkuNotice', 'notices', ['event', 'status', 'at', 'sentAt'], ofApplication),
  ...parts(
    'OkuDocument',
    'documents',
    ['kind', 'status', 'requestedAt', 'storedAt', 'download'],
    ofApplication,
  ),
  ...parts(
    'MedicalCertificate',
    'certificate',
    [
      'certifierKind',
      'certifierRole',
      'certifierNumber',
      'certifiedOn',
      'category',
      'subCategory',
      'together',
    ],
    ofApplication,
  ),
  ...parts(
    'OkuAssessment',
    'assessments',
    [
      'outcome',
      'decider',
      'category',
      'subCategory',
      'refusal',
      'note',
      'proposedAt',
      'closedAt',
      'isConfirmed',
    ],
    ofApplication,
  ),
  ...parts('OkuAppeal', 'appeals', ['status', 'grounds', 'lodgedAt', 'decidedAt', 'reason'], ofApplication),
];

/** Everything that the room keeps of the first person, with no value left out. */
export async function fillWhole(db: Database, personKey: string): Promise<void> {
  const at = new Date('2026-01-02T03:04:05Z');
  const on = '2026-01-02';
  const registrationId = idOf('registration', 1);
  const applicationId = crypto.randomUUID();
  const id = () => crypto.randomUUID();
  const found = { category: 'VISUAL', subCategory: 'BLIND', together: [] } as const;
  await db
    .insert(careCentres)
    .values({ code: 'X', name: 'Ujian', kind: 'DAY', state: '05', district: '5_5' });
  await db
    .insert(registrations)
    .values(aRegistration(1, { personKey, subCategory: 'BLIND', careCentreCode: 'X', struckOffOn: on }));
  const card = { purpose: 'FIRST', sendBy: on, sentOn: on, lostOn: on, surrenderedOn: on } as const;
  await db.insert(cards).values(aCard(1, 5, card));
  await db
    .insert(categories)
    .values({ id: id(), registrationId, ...found, together: [], since: on, assessmentId: id() });
  const closed = { proposedBy: 'a', proposedAt: at, closedBy: 'b', closedAt: at, isConfirmed: true };
  await db
    .insert(strikeOffs)
    .values({ id: id(), registrationId, reason: 'OWN_WISH', note: 'Ujian', ...closed });
  await db.insert(credentials).values({
    ...{ id: id(), registrationId, cardId: idOf('card', 105), list: 1, place: 1, seed: 'x' },
    ...{ issuedAt: at, revokedAt: at, holderKey: { kty: 'OKP', crv: 'Ed25519', x: 'x' } },
    claims: { registered: true, category: 'VISUAL', cardNumber: 'K', registrationNumber: 'BL' },
  });
  await db.insert(applications).values({
    ...{ id: applicationId, reference: 'JP-1', personKey, appliedByKey: personKey, kind: 'NEW' },
    ...{ status: 'REFUSED', identityPaper: 'MYKAD', startedAt: at, submittedAt: at, decidedAt: at },
    informationDueOn: on,
  });
  const step = { act: 'ASK', toStatus: 'INFORMATION_REQUIRED', by: 'a', at, note: 'Ujian' } as const;
  await db.insert(applicationSteps).values({ id: id(), applicationId, ...step });
  await db.insert(documents).values({
    ...{ id: id(), ofId: applicationId, personKey, kind: 'MEDICAL_FORM', status: 'STORED' },
    ...{ by: 'a', requestedAt: at, storedAt: at, hash: 'a', size: 1, mediaType: 'application/pdf' },
  });
  await db.insert(medicalCertificates).values({
    ...{ id: id(), applicationId, certifierKind: 'GOVERNMENT_HOSPITAL', certifierRole: 'SPECIALIST' },
    ...{ certifierNumber: 'MMC 1', certifiedOn: on, ...found, together: [], by: 'a', at },
  });
  await db.insert(assessments).values({
    ...{ id: id(), applicationId, outcome: 'REFUSE', decider: 'REGISTRAR', refusal: 'CRITERIA_NOT_MET' },
    ...{ note: 'Ujian', ...found, together: [], ...closed },
  });
  await db.insert(appeals).values({
    ...{ id: id(), applicationId, status: 'DISMISSED', grounds: 'Ujian', lodgedAt: at },
    ...{ recordedBy: 'c', decidedAt: at, reason: 'Ujian' },
  });
  for (const aboutId of [registrationId, applicationId])
    await db.insert(notices).values({
      ...{ id: id(), aboutId, personKey, event: 'REFUSED', channel: 'SMS', language: 'MS', at, sentAt: at },
    });
}
