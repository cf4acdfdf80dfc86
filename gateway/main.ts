import { type AloneOrder, HELP, readArguments, WrongArguments } from './alone/arguments.ts';
import { lineOf } from './told-error.ts';

/** The gateway alone: `npx pnpm gateway --supergraph FILE --port N`. It ends with 0 when it was told to, 1 where it cannot start, 2 where it was asked wrongly. */
async function main(order: AloneOrder): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => resolve());
  });
  let reload = async (): Promise<void> => {};
  process.on('SIGHUP', () => void reload());
  // Loaded when it is needed: whoever asks for help does not wait for it.
  const { serveAlone } = await import('./serve-alone.ts');
  try {
    const gateway = await serveAlone(order, { onNotice: complain });
    reload = gateway.reload;
    process.stdout.write(`${greeting(order, gateway.url)}\n`);
    await stopped;
    await gateway.close();
    process.exit(0);
  } catch (error) {
    end(1, lineOf(error));
  }
}

function greeting({ file, unmarked, tokens }: AloneOrder, url: string): string {
  const viewers = tokens === null ? 'everybody is anonymous' : `tokens of ${tokens.issuer} are taken`;
  return `The gateway serves ${file} at ${url}/graphql (pid ${process.pid}): unmarked fields are ${unmarked}, ${viewers}. Ctrl-C stops it.`;
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function end(code: number, line: string): void {
  process.stderr.write(`${line}\n`, () => process.exit(code));
}

try {
  const order = readArguments(process.argv.slice(2));
  if (order === null) process.stdout.write(HELP);
  else await main(order);
} catch (error) {
  if (!(error instanceof WrongArguments)) throw error;
  end(2, `${error.message} Use --help to see what there is.`);
}
