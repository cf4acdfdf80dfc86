/** Names of this machine, for itself alone. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Gateway and rooms speak over TLS, or inside one machine (access §6).
 * @throws Error naming the variable, for an address that is none, and for plain HTTP to another machine
 */
export function refuseOpenWay(variable: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:') return;
  if (url?.protocol === 'http:' && LOOPBACK.test(url.hostname)) return;
  throw new Error(
    `${variable} must be an https address, or an http address of this machine: between machines everyone on the way could read and answer.`,
  );
}
