import { expect, test } from 'vitest';
import { agencyApplicationAct, agencyApplicationStatus } from './agency-application.table.ts';
import {
  type Applying,
  checkOfficer,
  nextStatus,
  readAgencyCode,
  readApplying,
} from './agency-application.ts';
import { isOrganisationNumber } from './organisation-number.ts';

const TODAY = '2026-01-15';
const ACTS = agencyApplicationAct.enumValues.filter((act) => act !== 'APPLY');

/** Every status and step that is open, as `FROM STEP TO`. */
function open(registrationNumber: string | null): string[] {
  return agencyApplicationStatus.enumValues.flatMap((status) =>
    ACTS.flatMap((step) => {
      try {
        return [`${status} ${step} ${nextStatus({ status, registrationNumber }, step)}`];
      } catch (error) {
        expect(error).toMatchObject({ code: 'STEP_REFUSED' });
        return [];
      }
    }),
  );
}

const GIVEN_UP = (status: string) => [`${status} REFUSE REFUSED`, `${status} WITHDRAW WITHDRAWN`];

test('of every status and step, those of the life are open: by number and letter, or by letter alone', () => {
  const later = [
    ...['NUMBER_CHECKED CHECK_LETTER LETTER_CHECKED', ...GIVEN_UP('NUMBER_CHECKED')],
    ...['LETTER_CHECKED ADMIT ADMITTED', ...GIVEN_UP('LETTER_CHECKED')],
  ];
  expect(open('201901000005')).toEqual([
    ...['APPLIED CHECK_NUMBER NUMBER_CHECKED', ...GIVEN_UP('APPLIED'), ...later],
  ]);
  expect(open(null)).toEqual([...['APPLIED CHECK_LETTER LETTER_CHECKED', ...GIVEN_UP('APPLIED'), ...later]]);
});

test.each([
  ['SSM', '201901000005', true],
  ['SSM', '200001000000', true],
  ['SSM', '1312525-A', true],
  ['SSM', '202606999999', true],
  ['SSM', '202701000000', false],
  ['SSM', '189601000000', false],
  ['SSM', '201907000005', false],
  ['SSM', '201900000005', false],
  ['SSM', '2019010000051', false],
  ['SSM', '13125256-A', false],
  ['SSM', '1312525-a', false],
  ['SSM', 'PPM-001-10-01012020', false],
  ['ROS', 'PPM-001-10-01012020', true],
  ['ROS', 'PPM-000-00-01012001', true],
  ['ROS', 'PPM-001-10-29022020', true],
  ['ROS', 'PPM-001-10-29022021', false],
  ['ROS', 'PPM-001-10-15012026', true],
  ['ROS', 'PPM-001-10-16012026', false],
  ['ROS', 'PPM-1-10-01012020', false],
  ['ROS', '201901000005', false],
] as const)('%s %s has the form of a number: %s', (scheme, number, isOne) => {
  expect(isOrganisationNumber(scheme, number, TODAY)).toBe(isOne);
});

const APPLYING: Applying = {
  ...{
    name: 'Pertubuhan Rekaan',
    kind: 'NGO',
    registrationScheme: 'SSM',
    registrationNumber: '201901000005',
  },
  ...{ contactEmail: 'pejabat@rekaan.example', contactPhone: '03-1234 5678' },
  ...{ letterReference: 'PR/1/2026', letterDate: TODAY, letterSha256: 'AB'.repeat(32) },
};

test('what is applied for is taken as it is read', () => {
  expect(readApplying(APPLYING, TODAY)).toEqual({
    ...APPLYING,
    contactPhone: '0312345678',
    letterSha256: 'ab'.repeat(32),
  });
  const none = { registrationScheme: null, registrationNumber: null };
  for (const kind of ['HOSPITAL', 'STATE', 'FEDERAL'] as const)
    expect(readApplying({ ...APPLYING, kind, ...none }, TODAY)).toMatchObject({ kind, ...none });
});

test.each<[Partial<Applying>, string]>([
  [{ name: 'ab' }, 'name'],
  [{ registrationNumber: null }, 'registrationNumber'],
  [{ registrationScheme: null }, 'registrationNumber'],
  [{ registrationScheme: null, registrationNumber: null }, 'registrationNumber'],
  [{ registrationScheme: 'ROS' }, 'registrationNumber'],
  [{ kind: 'STATE' }, 'registrationNumber'],
  [{ kind: 'FEDERAL' }, 'registrationNumber'],
  [{ contactEmail: 'nobody' }, 'contactEmail'],
  [
    {
      contactEmail: `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}`,
    },
    'contactEmail',
  ],
  [{ contactPhone: '12' }, 'contactPhone'],
  [{ letterReference: '' }, 'letterReference'],
  [{ letterDate: '2026-01-16' }, 'letterDate'],
  [{ letterDate: '2025-02-29' }, 'letterDate'],
  [{ letterSha256: 'ab' }, 'letterSha256'],
])('%j is refused by its name', (part, argument) => {
  expect(() => readApplying({ ...APPLYING, ...part }, TODAY)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      extensions: expect.objectContaining({ argument: `input.${argument}` }),
    }),
  );
});

test('nobody decides about the own application, and whoever checked does not admit, under whatever identifier', () => {
  const current = { applicantKey: 'person-0' };
  const before = [
    { act: 'APPLY' as const, by: null, byKey: 'person-0' },
    { act: 'CHECK_NUMBER' as const, by: 'one', byKey: 'person-1' },
  ];
  const takes = (step: (typeof ACTS)[number], id: string, personKey: string) => () =>
    checkOfficer(step, current, before, { id, personKey });
  const refused = expect.objectContaining({ code: 'STEP_REFUSED' });
  for (const step of ACTS) {
    expect(takes(step, 'two', 'person-0')).toThrow(refused);
    expect(takes(step, 'two', 'person-2')).not.toThrow();
  }
  expect(takes('ADMIT', 'one', 'person-3')).toThrow(refused);
  expect(takes('ADMIT', 'three', 'person-1')).toThrow(refused);
  expect(takes('CHECK_LETTER', 'one', 'person-1')).not.toThrow();
});

test('a code of an agency is small and plain', () => {
  for (const code of ['ngo', 'a1-b', 'x'.repeat(40)]) expect(readAgencyCode(code)).toBe(code);
  for (const code of ['', 'ab', 'A-b', '1ab', 'ab-', 'a b', 'x'.repeat(41)])
    expect(() => readAgencyCode(code)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
