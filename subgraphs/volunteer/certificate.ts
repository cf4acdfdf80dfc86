import PDFDocument from 'pdfkit';

/** What a certificate of participation says (sijil penyertaan; S0). Days YYYY-MM-DD. */
export type Certificate = {
  readonly number: string;
  readonly name: string;
  readonly applicationNumber: string;
  readonly programme: string;
  readonly activity: string;
  readonly day: string;
  readonly hours: number;
};

/** The bytes of a certificate as a PDF, in Malay and in English. The same certificate is the same bytes: nothing in it is of the moment. */
export async function certificatePdf(certificate: Certificate): Promise<Buffer> {
  const { number, name, applicationNumber, programme, activity, day, hours } = certificate;
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 60,
    info: { Title: `Sijil Penyertaan ${number}`, CreationDate: new Date(`${day}T00:00:00Z`) },
  });
  const bytes: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => bytes.push(chunk));
    document.on('end', () => resolve(Buffer.concat(bytes)));
    document.on('error', reject);
  });
  const line = (text: string, size: number) =>
    document.fontSize(size).text(text, { align: 'center' }).moveDown(0.6);
  line('Sijil Penyertaan / Certificate of Participation', 26);
  line('Jabatan Kebajikan Masyarakat', 14);
  document.moveDown(1);
  line(name, 22);
  line(`No. sukarelawan / Volunteer no. ${applicationNumber}`, 12);
  document.moveDown(1);
  line(`${activity} (${programme})`, 16);
  line(`${day}   ${hours} jam / hours`, 14);
  document.moveDown(2);
  line(`No. sijil / Certificate no. ${number}`, 11);
  document.end();
  return done;
}
