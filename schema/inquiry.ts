/** What one room asks the room that decides about one subject: something that only that room can find out. */
export type Inquiry = {
  /** The room that asks. */
  readonly by: string;
  readonly name: string;
  /** The hidden key of the subject. */
  readonly subject: string;
  /** It takes at most as long as this lets it. */
  readonly signal: AbortSignal;
};

/** What it found, as JSON. It rejects where the room did not answer, or this room may not ask it that. */
export type InquirySource = (inquiry: Inquiry) => Promise<unknown>;

/** How an inquiry crosses a wire: `POST /inquire`, under a MAC of the key that the two rooms share. */
export const INQUIRY_WIRE = Object.freeze({
  path: '/inquire',
  header: 'seisi-inquiry-mac',
  label: 'inquiry',
});

/** What of it goes as a body. */
export type InquiryBody = Omit<Inquiry, 'signal'>;

/** The body of an inquiry. */
export function writeInquiryBody({ by, name, subject }: InquiryBody): string {
  return JSON.stringify({ by, name, subject });
}

/** The inquiry of a body; null for anything else. */
export function readInquiryBody(text: string): InquiryBody | null {
  const { by, name, subject } = objectOf(text);
  if (typeof by !== 'string' || typeof name !== 'string' || typeof subject !== 'string') return null;
  return { by, name, subject };
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
