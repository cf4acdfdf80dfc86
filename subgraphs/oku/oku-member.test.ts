import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasOkuMember, type MemberStatus } from './oku-member.ts';

const STATUSES = ['NOT_IN_REGISTER', 'UNDER_ASSESSMENT', 'REGISTERED', 'REFUSED', 'STRUCK_OFF'] as const;

test.each([
  [['REGISTERED'], true, 'YES'],
  [['REGISTERED', 'NOT_IN_REGISTER'], false, 'YES'],
  [['NOT_IN_REGISTER'], true, 'NO'],
  [['UNDER_ASSESSMENT', 'REFUSED', 'STRUCK_OFF'], true, 'NO'],
  [['NOT_IN_REGISTER'], false, 'CANNOT_TELL'],
  [[], false, 'CANNOT_TELL'],
  [[], true, 'CANNOT_TELL'],
] as const)('members who are %j, everybody told: %s, make it %s', (statuses, whole, answer) => {
  expect(hasOkuMember({ whole }, statuses).answer).toBe(answer);
});

test('when a member is no longer told, the answer stays or cannot be told; a no never appears', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<MemberStatus>(...STATUSES)), fc.nat(), (statuses, at) => {
      const before = hasOkuMember({ whole: true }, statuses).answer;
      const fewer = statuses.filter((_status, index) => index !== at % Math.max(1, statuses.length));
      const after = hasOkuMember({ whole: false }, fewer).answer;

      expect(after).not.toBe('NO');
      expect(['CANNOT_TELL', before]).toContain(after);
    }),
  );
});
