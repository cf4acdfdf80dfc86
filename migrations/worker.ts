/** One of several processes that serve the gateway on one port (`WEB_CONCURRENCY`). It is told what to open, and ends when whoever started it lets go. */
import { type GatewayOrder, openGateway } from './open-gateway.ts';
import { reload } from './reload.ts';
import { readSecrets } from './secrets.ts';

/** What a worker says once: where it listens, or why it does not. */
export type WorkerReply =
  | { readonly url: string }
  | { readonly failure: string; readonly code: string | null };

// Ctrl-C reaches the whole group: the parent decides, and answers under way are finished.
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(name, () => {});

process.once('message', (order: GatewayOrder) => void serve(order));

async function serve(order: GatewayOrder): Promise<void> {
  const released = new Promise<void>((resolve) => {
    process.once('disconnect', resolve);
  });
  try {
    const gateway = await openGateway(order, readSecrets(order.config));
    if (order.config.settingsFile !== null) process.on('SIGHUP', () => reload(gateway));
    reply({ url: gateway.url });
    await released;
    await gateway.close();
    process.exit(0);
  } catch (error) {
    reply({ failure: error instanceof Error ? error.message : String(error), code: codeOf(error) });
    process.exit(1);
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function reply(message: WorkerReply): void {
  if (process.connected) process.send?.(message);
}
