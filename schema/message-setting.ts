import { refuseOpenWay } from './open-way.ts';

/** How messages leave the house. */
export type MessageSetting =
  /** None leaves: what is to be sent waits. */
  | { readonly kind: 'OFF' }
  /** Each becomes a file of this folder: for development. */
  | { readonly kind: 'FILE'; readonly folder: string }
  /** Over a mail server, over an operator's gateway for SMS, or both; what has no way waits. */
  | { readonly kind: 'SEND'; readonly mail: MailSetting | null; readonly sms: SmsSetting | null };

/** A mail server: `smtps://host:465`, or `smtp://host:587` where TLS is then required unless it is this machine. */
export type MailSetting = {
  readonly url: string;
  readonly from: string;
  readonly user: string | null;
  readonly password: string | null;
};

/** A gateway for SMS that takes `{id, to, text}` by POST. */
export type SmsSetting = { readonly url: string; readonly token: string | null };

/**
 * Reads `off`, `file:DIR`, or `send:FILE` with the file's JSON: `{"mail": {"url", "from", "user", "password"}, "sms": {"url", "token"}}`.
 * @throws Error in one sentence, which holds nothing of the file
 */
export function readMessageSetting(
  variable: string,
  value: string,
  read: (path: string) => string,
): MessageSetting {
  if (value === 'off') return { kind: 'OFF' };
  const [, kind, path] = /^(file|send):(.+)$/.exec(value) ?? [];
  if (path === undefined) throw new Error(`${variable} must be off, file:DIR or send:FILE, not "${value}".`);
  if (kind === 'file') return { kind: 'FILE', folder: path };
  const given = readObject(variable, path, read);
  const mail = mailOf(variable, given['mail']);
  const sms = smsOf(variable, given['sms']);
  if (mail === null && sms === null) throw new Error(`${variable}: ${path} must name mail or sms.`);
  return { kind: 'SEND', mail, sms };
}

type Given = Readonly<Record<string, unknown>>;

function readObject(variable: string, path: string, read: (path: string) => string): Given {
  try {
    return asObject(JSON.parse(read(path))) ?? {};
  } catch {
    throw new Error(`${variable}: ${path} must be a file of JSON that can be read.`);
  }
}

function mailOf(variable: string, given: unknown): MailSetting | null {
  const mail = asObject(given);
  if (mail === null) return null;
  const [url, from] = [textOf(mail, 'url'), textOf(mail, 'from')];
  if (url === null || !URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw new Error(`${variable}: mail.url must be smtps://host:port or smtp://host:port.`);
  if (from === null || !/^[^\s@<>]+@[^\s@<>]+$/.test(from))
    throw new Error(`${variable}: mail.from must be an address.`);
  return { url, from, user: textOf(mail, 'user'), password: textOf(mail, 'password') };
}

function smsOf(variable: string, given: unknown): SmsSetting | null {
  const sms = asObject(given);
  if (sms === null) return null;
  const url = textOf(sms, 'url') ?? '';
  refuseOpenWay(`${variable}: sms.url`, url);
  return { url, token: textOf(sms, 'token') };
}

function asObject(given: unknown): Given | null {
  return typeof given === 'object' && given !== null ? (given as Given) : null;
}

function textOf(given: Given, name: string): string | null {
  const value = given[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
