/** Where bytes of documents are kept: a folder of this machine, or a bucket of a store that speaks S3. */
export type StoreSetting =
  | { readonly kind: 'LOCAL'; readonly folder: string }
  | {
      readonly kind: 'S3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly region: string;
      /** What the store is told to encrypt by, such as `AES256`; null leaves it to the bucket. */
      readonly encryption: string | null;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
    };

/** Who looks for malware: nobody, or a clamd at an address. */
export type ScanSetting =
  | { readonly kind: 'OFF' }
  | { readonly kind: 'CLAMD'; readonly host: string; readonly port: number };

/** What documents are kept and looked at by. */
export type DocumentSettings = { readonly store: StoreSetting; readonly scan: ScanSetting };

/** The credentials of a store that needs some; they stand apart, so that no address holds a secret. */
export type Credentials = { readonly accessKeyId: string | null; readonly secretAccessKey: string | null };

/**
 * Reads `local:DIR`, or `s3:https://HOST/BUCKET` with `?region=` and `?encryption=`.
 * @throws Error in one sentence
 */
export function readStoreSetting(value: string, { accessKeyId, secretAccessKey }: Credentials): StoreSetting {
  const [, kind, rest = ''] = /^(local|s3):(.+)$/s.exec(value) ?? [];
  if (kind === 'local') return { kind: 'LOCAL', folder: rest };
  const url = kind === 's3' && URL.canParse(rest) ? new URL(rest) : null;
  const bucket = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(url?.pathname ?? '')?.[1];
  if (url === null || !isSafe(url) || bucket === undefined || url.username !== '' || url.password !== '')
    throw new Error(
      'It must be local:DIR or s3:https://HOST/BUCKET; http is for this machine alone, and no password stands in it.',
    );
  if (accessKeyId === null || secretAccessKey === null)
    throw new Error('A store that speaks S3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
  const region = url.searchParams.get('region') ?? 'us-east-1';
  const encryption = url.searchParams.get('encryption');
  return { kind: 'S3', endpoint: url.origin, bucket, region, encryption, accessKeyId, secretAccessKey };
}

/**
 * Reads `off` or `tcp://HOST:PORT`.
 * @throws Error in one sentence
 */
export function readScanSetting(value: string): ScanSetting {
  if (value === 'off') return { kind: 'OFF' };
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol === 'tcp:' && url.hostname !== '' && Number(url.port) > 0)
    return { kind: 'CLAMD', host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) };
  throw new Error('It must be off, or tcp://HOST:PORT of a clamd.');
}

function isSafe({ protocol, hostname }: URL): boolean {
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
  );
}
