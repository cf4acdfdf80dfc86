import { expect, test } from 'vitest';
import { readMessageSetting } from './message-setting.ts';

const SECRET = 'a secret of the file';
const read = (given: unknown) =>
  readMessageSetting('WAY', 'send:/ways.json', () =>
    typeof given === 'string' ? given : JSON.stringify(given),
  );

test('messages stay, become files, or are sent as a file says', () => {
  const noFile = () => expect.unreachable();
  expect(readMessageSetting('WAY', 'off', noFile)).toEqual({ kind: 'OFF' });
  expect(readMessageSetting('WAY', 'file:/out', noFile)).toEqual({ kind: 'FILE', folder: '/out' });
  expect(read({ sms: { url: 'https://sms.example/send', token: SECRET } })).toEqual({
    kind: 'SEND',
    mail: null,
    sms: { url: 'https://sms.example/send', token: SECRET },
  });
  expect(read({ mail: { url: 'smtps://mail.example:465', from: 'a@mail.example' } })).toEqual({
    kind: 'SEND',
    mail: { url: 'smtps://mail.example:465', from: 'a@mail.example', user: null, password: null },
    sms: null,
  });
});

test('what does not fit is refused by the name of the variable, without a word of the file', () => {
  const wrong: unknown[] = [
    `{"mail": "${SECRET}`,
    `"${SECRET}"`,
    {},
    { mail: { url: `https://${SECRET.replaceAll(' ', '-')}.example`, from: 'a@b.example' } },
    { mail: { url: 'smtp://mail.example', from: `${SECRET} <a@b>, c@d` } },
    { mail: { url: 'smtp://mail.example' } },
    { sms: { url: 'http://sms.example', token: SECRET } },
    { sms: { token: SECRET } },
  ];
  for (const given of wrong) {
    expect(() => read(given)).toThrow(/^WAY/);
    expect(() => read(given)).not.toThrow(SECRET);
  }
  for (const value of ['', 'on', 'file:', 'send:', 'smtp://mail.example'])
    expect(() => readMessageSetting('WAY', value, () => '')).toThrow(/^WAY must be off/);
});
