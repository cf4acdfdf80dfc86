import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Admission, type AdmissionSettings, PRIORITIES, type Priority } from './admission.ts';

const PATIENT = { most: 2, mostWaiting: 3, patienceMs: 60_000 };

/** A door, with what has become of each who came, in their order. */
function opened(settings: AdmissionSettings = PATIENT) {
  const admission = new Admission(settings);
  const leave: (() => void)[] = [];
  const outcomes: ('WAITS' | 'IN' | 'REFUSED')[] = [];
  const come = async (priority: Priority = 'PERSON') => {
    const place = outcomes.push('WAITS') - 1;
    await admission.enter(priority).then(
      (done) => {
        outcomes[place] = 'IN';
        leave[place] = done;
      },
      (error: { code: string }) => {
        outcomes[place] = error.code === 'OVERLOADED' ? 'REFUSED' : 'WAITS';
      },
    );
  };
  return { come: (priority?: Priority) => void come(priority), leave, outcomes };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('as many as can be answered come in at once, a few wait in their order, and whoever comes beyond is refused at once', async () => {
  const { come, leave, outcomes } = opened();
  for (let count = 0; count < 6; count += 1) come();
  await turn();
  expect(outcomes).toEqual(['IN', 'IN', 'WAITS', 'WAITS', 'WAITS', 'REFUSED']);

  leave[1]?.();
  await turn();
  expect(outcomes.slice(2)).toEqual(['IN', 'WAITS', 'WAITS', 'REFUSED']);
});

test('a person goes before a machine that came earlier, and takes the last place of one who waits', async () => {
  const { come, leave, outcomes } = opened();
  for (const priority of ['PERSON', 'PERSON', 'CLIENT', 'ANONYMOUS', 'ANONYMOUS'] as const) come(priority);
  come('PERSON');
  await turn();
  expect(outcomes).toEqual(['IN', 'IN', 'WAITS', 'WAITS', 'REFUSED', 'WAITS']);

  leave[0]?.();
  await turn();
  expect(outcomes).toEqual(['IN', 'IN', 'WAITS', 'WAITS', 'REFUSED', 'IN']);
  come('ANONYMOUS');
  come('ANONYMOUS');
  await turn();
  expect(outcomes.slice(6)).toEqual(['WAITS', 'REFUSED']);
});

test('whoever waited in vain is refused, and takes no place any more', async () => {
  const { come, leave, outcomes } = opened({ most: 1, mostWaiting: 5, patienceMs: 1 });
  come();
  come();
  await expect.poll(() => outcomes).toEqual(['IN', 'REFUSED']);
  leave[0]?.();
  come();
  await turn();
  expect(outcomes).toEqual(['IN', 'REFUSED', 'IN']);
});

test('leaving twice gives one place back', async () => {
  const { come, leave, outcomes } = opened({ ...PATIENT, most: 1 });
  for (let count = 0; count < 3; count += 1) come();
  await turn();
  leave[0]?.();
  leave[0]?.();
  await turn();
  expect(outcomes).toEqual(['IN', 'IN', 'WAITS']);
});

/** Does one thing, and tells how many are in and how many wait. */
async function after({ come, leave, outcomes }: ReturnType<typeof opened>, left: Set<number>, act: Act) {
  if ('come' in act) come(act.come);
  else if (outcomes[act.leaves] === 'IN') {
    left.add(act.leaves);
    leave[act.leaves]?.();
  }
  await turn();
  const count = (what: string) => outcomes.filter((one, at) => one === what && !left.has(at)).length;
  return { inside: count('IN'), waiting: count('WAITS') };
}

/** Whoever is in leaves, until nobody is. */
async function waitingAfterAllLeft(door: ReturnType<typeof opened>, left: Set<number>): Promise<number> {
  for (;;) {
    const inside = [...door.outcomes.keys()].filter((at) => door.outcomes[at] === 'IN' && !left.has(at));
    if (inside.length === 0) return door.outcomes.filter((one) => one === 'WAITS').length;
    for (const leaves of inside) await after(door, left, { leaves });
  }
}

type Act = { readonly come: Priority } | { readonly leaves: number };

test('whatever comes and goes, never more than allowed are in or wait, nobody waits beside a free place, and all who leave make room', async () => {
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.constantFrom(...PRIORITIES).map((come) => ({ come })),
    fc.nat(30).map((leaves) => ({ leaves })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 80 }), fc.integer({ min: 1, max: 4 }), async (acts, most) => {
      const door = opened({ most, mostWaiting: 3, patienceMs: 60_000 });
      const left = new Set<number>();
      for (const one of acts) {
        const { inside, waiting } = await after(door, left, one);
        expect(inside).toBeLessThanOrEqual(most);
        expect(waiting).toBeLessThanOrEqual(waiting > 0 && inside < most ? 0 : 3);
      }
      expect(await waitingAfterAllLeft(door, left)).toBe(0);
    }),
    { numRuns: 50 },
  );
});
