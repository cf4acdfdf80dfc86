import { expect, test } from 'vitest';
import { openAttackedHouse } from './attack.ts';

test('a profile takes one HTTP request of each room and level of its plan, however many fetches a level has', async () => {
  const house = await openAttackedHouse();
  const rooms = ['person', 'aid', 'oku', 'pass', 'volunteer', 'agency'] as const;
  const callsOf = () => Object.fromEntries(rooms.map((room) => [room, house.of(room).calls.splice(0)]));
  callsOf();
  const whole = await house.profileWith((answer) => answer);

  expect(whole.text).toBe(house.whole.text);
  // The officer's ground, then the household; then what each other room knows, agency of the household and of its members.
  expect(callsOf()).toEqual({ person: [1, 1], aid: [1], oku: [1], pass: [1], volunteer: [1], agency: [2] });
  await house.close();
});

test('a request that is lost is sent again as one, with all the fetches that it carries', async () => {
  const house = await openAttackedHouse();
  const agency = house.of('agency');
  agency.calls.splice(0);
  let isLost = true;
  const whole = await house.profileWith(
    (answer) => {
      const told = isLost ? 'gone' : answer;
      isLost = false;
      return told;
    },
    ['agency'],
  );
  expect(whole.text).toBe(house.whole.text);
  expect(agency.calls).toEqual([2, 2]);
  await house.close();
});
