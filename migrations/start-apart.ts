import { readConfig } from './config.ts';
import { openGateway } from './open-gateway.ts';
import { openRegisters } from './open-registers.ts';
import { Refusal, runCommand } from './refusal.ts';
import { startRooms } from './room-processes.ts';
import { type Serving, start, stopSignal } from './start.ts';

/** Every room as a process of its own, and the gateway before them in this one. Answers under way still need their rooms, so these end last. */
const serveApart: Serving = async (order, secrets) => {
  const { outside, close } = await openRegisters(order.config);
  const rooms = await startRooms(
    order,
    { secrets, outside },
    {
      said: (line) => void process.stdout.write(`${line}\n`),
      complained: (line) => void process.stderr.write(`${line}\n`),
    },
  ).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  try {
    const gateway = await openGateway(order, secrets, rooms.urls);
    return {
      url: gateway.url,
      close: async () => {
        await gateway.close();
        await rooms.close();
        await close();
      },
    };
  } catch (error) {
    await rooms.close();
    await close();
    throw error;
  }
};

await runCommand(() => {
  const config = readConfig();
  if (config.workers > 1)
    throw new Refusal('Rooms apart are served by one gateway process: unset WEB_CONCURRENCY.');
  return start(config, stopSignal(config), serveApart);
});
