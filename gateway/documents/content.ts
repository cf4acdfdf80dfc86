import type { DocumentType } from '@seisi/schema/document/document-type';
import { RegistryError } from '@seisi/schema/errors';
import { fileTypeFromBuffer } from 'file-type';

/** Readers of PDF look for its header in so many bytes, and for its end in as many (ISO 32000-1, annex H.3). */
const PDF_WINDOW = 1024;
const PDF_HEADER = '%PDF-';
const PDF_END = '%%EOF';
/** A reader of ZIP looks for the end of its directory in the last 22 bytes and 64 KB of comment before them. */
const ZIP_WINDOW = 22 + 65_535;
const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1');
/** The last chunk of every PNG: no data, `IEND`, its checksum. */
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');

/**
 * What bytes are, by what stands in them: one of the types that are wanted, and the one that they are said to be.
 * @throws DOCUMENT_REFUSED for any other, for a lie, for what is cut off, and for what is two things at once
 */
export async function checkedType(
  bytes: Buffer,
  declared: string | null,
  wanted: readonly DocumentType[],
): Promise<DocumentType> {
  const mime = bytes.length === 0 ? undefined : (await fileTypeFromBuffer(bytes))?.mime;
  const type = wanted.find((one) => one === mime);
  if (type === undefined) throw refused(`Only these are taken, by their content: ${wanted.join(', ')}.`);
  const said = declared?.split(';', 1)[0]?.trim().toLowerCase() ?? 'nothing';
  if (said !== type)
    throw refused(`The document is ${type} by its content, and its content-type says something else.`);
  if (!isWhole[type](bytes)) throw refused(`The document is cut off, or more than ${type}.`);
  if (bytes.subarray(-ZIP_WINDOW).includes(ZIP_END))
    throw refused(`The document is more than ${type}: it is an archive as well.`);
  return type;
}

/** By beginning and end. */
const isWhole: Readonly<Record<DocumentType, (bytes: Buffer) => boolean>> = {
  'application/pdf': (bytes) =>
    bytes.subarray(0, PDF_HEADER.length).toString('latin1') === PDF_HEADER &&
    bytes.subarray(-PDF_WINDOW).includes(PDF_END),
  'image/jpeg': (bytes) => isJpegWhole(bytes) && !isPdfToo(bytes),
  'image/png': (bytes) => bytes.subarray(-PNG_END.length).equals(PNG_END) && !isPdfToo(bytes),
};

const SCAN_FOLLOWS = 0xda;
const FILL = 0xff;

/** From segment to segment to where the picture begins (a preview inside one has an end of its own), then to its end. Cameras put more behind it. */
function isJpegWhole(bytes: Buffer): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === FILL) {
    const marker = bytes[at + 1];
    if (marker === SCAN_FOLLOWS) return bytes.includes(JPEG_END, at);
    at += marker === FILL ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

function isPdfToo(bytes: Buffer): boolean {
  return bytes.subarray(0, PDF_WINDOW).includes(PDF_HEADER);
}

function refused(sentence: string): RegistryError {
  return new RegistryError('DOCUMENT_REFUSED', `${sentence} Nothing was kept.`);
}
