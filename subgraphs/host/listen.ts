import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens, and says where. It rejects with the system's error where the port cannot be had. */
export function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}
