import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UNASSIGNED_PLACES } from './seed/identity.ts';

const REGISTERS = ['LHDN', 'JPN', 'JPJ'] as const;

type SimulatedRegister = (typeof REGISTERS)[number];

/** How a register behaves: as it should; never answering; with what is no answer; with the answer of another register; failing; gone. */
export type RegisterManner = 'TRUE' | 'SLOW' | 'WRONG' | 'CONTRADICTING' | 'FAILING' | 'DOWN';

/** Registers of other departments as this house asks them, invented: each at an address of its own on this machine. */
export type RegisterSimulator = {
  readonly addresses: ReadonlyMap<string, string>;
  behave(register: SimulatedRegister, manner: RegisterManner): void;
  /** How often a register was asked since the last call of this. */
  asked(register: SimulatedRegister): number;
  close(): Promise<void>;
};

const MOST_SEN_A_YEAR = 6_000_000;
const NUMBER = /^\d{12}$/;

/** Opens the registers on a free port. What they say of a number hangs on the number alone; of numbers that a living person could have they know nothing. */
export async function openRegisterSimulator(year: number): Promise<RegisterSimulator> {
  const manners = new Map<string, RegisterManner>();
  const counts = new Map<string, number>();
  const server = createServer((message, reply) => {
    const register = REGISTERS.find((name) => message.url === `/${name}`);
    if (register === undefined) return void reply.writeHead(404).end();
    counts.set(register, (counts.get(register) ?? 0) + 1);
    const manner = manners.get(register) ?? 'TRUE';
    answer({ message, reply }, { register, manner, year }).catch(() => reply.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addresses: new Map(REGISTERS.map((name) => [name, `http://127.0.0.1:${port}/${name}`])),
    behave: (register, manner) => void manners.set(register, manner),
    asked(register) {
      const count = counts.get(register) ?? 0;
      counts.delete(register);
      return count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Call = { readonly message: IncomingMessage; readonly reply: ServerResponse };
type Asked = {
  readonly register: SimulatedRegister;
  readonly manner: RegisterManner;
  readonly year: number;
};

async function answer({ message, reply }: Call, { register, manner, year }: Asked): Promise<void> {
  const identityNumber = await numberIn(message);
  // Whoever asked hangs up.
  if (manner === 'SLOW') return;
  if (manner === 'DOWN') return void reply.destroy();
  const told = identityNumber === null ? null : contentOf(register, identityNumber, year);
  if (manner === 'FAILING' || told === null) return void reply.writeHead(told === null ? 404 : 503).end();
  reply.writeHead(200, { 'content-type': 'application/json' });
  if (manner === 'WRONG') return void reply.end('{"yearlyIncome": "many", "alive": ');
  if (manner === 'TRUE') return void reply.end(JSON.stringify(told));
  reply.end(JSON.stringify({ ...told, ...CONTRADICTIONS[register] }));
}

/** What fits the form and no person, or two registers at once. */
const CONTRADICTIONS = {
  LHDN: { yearlyIncome: -1 },
  JPN: { birthDate: '2025-02-30' },
  JPJ: { vehicles: 1, citizen: true },
} as const satisfies Record<SimulatedRegister, object>;

async function numberIn(message: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const { identityNumber } = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
  if (typeof identityNumber !== 'string' || !NUMBER.test(identityNumber)) return null;
  return UNASSIGNED_PLACES.some((place) => identityNumber.startsWith(place, 6)) ? identityNumber : null;
}

/** What a register says of a number. */
function contentOf(register: SimulatedRegister, identityNumber: string, year: number): object {
  const chance = createHash('sha256').update(`${register} ${identityNumber}`).digest();
  switch (register) {
    case 'LHDN':
      return { yearlyIncome: chance.readUInt32BE() % MOST_SEN_A_YEAR, assessmentYear: year - 1 };
    case 'JPN':
      return { citizen: true, alive: true, birthDate: birthDateIn(identityNumber, year) };
    case 'JPJ':
      return { vehicles: chance.readUInt8() % 4 };
    default:
      return register satisfies never;
  }
}

/** Two digits of a year say which century it was only by who may still live. */
function birthDateIn(identityNumber: string, year: number): string {
  const [, yy = '', month = '', day = ''] = /^(\d\d)(\d\d)(\d\d)/.exec(identityNumber) ?? [];
  const century = Number(yy) > year % 100 ? Math.floor(year / 100) - 1 : Math.floor(year / 100);
  return `${century}${yy}-${month}-${day}`;
}
