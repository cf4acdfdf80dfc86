import type { RoomError, RoomRequest, RoomResult } from '@seisi/schema/room';
import { Kind, OperationTypeNode } from 'graphql';

/** What a room said, as text. @throws Error for more bytes than it may say; the rest is left unread */
export async function readText(
  body: AsyncIterable<Uint8Array> | null,
  name: string,
  most: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new Error(`The room ${name} answered with more than ${most} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Whether a fetch changes nothing: only then it may be sent with others, or twice. */
export function isQuery({ document }: RoomRequest): boolean {
  return document.definitions.every(
    (one) => one.kind !== Kind.OPERATION_DEFINITION || one.operation === OperationTypeNode.QUERY,
  );
}

/** A value that is an answer of GraphQL. @throws Error for any other */
export function readResult(result: unknown, name: string): RoomResult {
  if (!isResult(result)) throw new Error(`The room ${name} gave an answer that is not GraphQL's.`);
  return result;
}

/** JSON, or null for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isResult(value: unknown): value is RoomResult {
  if (!isObject(value)) return false;
  const { data, errors } = value as { readonly data?: unknown; readonly errors?: unknown };
  if (data === undefined && errors === undefined) return false;
  const dataFits = data == null || isObject(data);
  return dataFits && (errors === undefined || (Array.isArray(errors) && errors.every(isError)));
}

function isError(value: unknown): value is RoomError {
  if (!isObject(value)) return false;
  const { message, path, extensions } = value as { readonly [name in keyof RoomError]: unknown };
  const pathFits = path === undefined || (Array.isArray(path) && path.every(isStep));
  return typeof message === 'string' && pathFits && (extensions === undefined || isObject(extensions));
}

function isStep(step: unknown): boolean {
  return typeof step === 'string' || Number.isSafeInteger(step);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
