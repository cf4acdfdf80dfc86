import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { openTemplates, type Templates } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address at which test files ask for databases. */
    databaseServer: string;
    /** Where the rooms of a house run unless its test says so. */
    rooms?: 'in-process' | 'http';
    /** How many random questions are compared with their receipts; 200 unless the run says otherwise. */
    receiptRuns?: number;
    /** How many random histories are folded; 250 unless the run says otherwise. */
    historyRuns?: number;
    /** How many random operations are asked of rooms in one process and of rooms apart; 40 unless the run says otherwise. */
    arrangementRuns?: number;
  }
}

/**
 * Runs once for all tests, in vitest's main process: test files ask it for databases. PostgreSQL starts at the first question,
 * so a run that needs none does not pay for it, and all test files share one server and its templates.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let templates: Promise<Templates> | null = null;
  const opened = (): Promise<Templates> => {
    templates ??= openTemplates(`seisi_test_${randomBytes(4).toString('hex')}`);
    return templates;
  };
  const server = createServer((request, response) => void answer(opened, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('databaseServer', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    server.closeAllConnections();
    await (await templates?.catch(() => null))?.close();
  };
}

async function answer(
  opened: () => Promise<Templates>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const templates = await opened();
    const result =
      pathname === '/clone'
        ? await templates.clone(searchParams.get('seeded') === 'true')
        : await templates.drop(searchParams.get('adminUrl') ?? '');
    response.end(JSON.stringify(result ?? {}));
  } catch (error) {
    response.statusCode = 500;
    response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
