import type { MessageSetting } from '@seisi/schema/message-setting';
import { fileSink } from './file-sink.ts';
import { mailSink } from './mail-sink.ts';
import { MessageFailure, type MessageSink } from './message.ts';
import { smsSink } from './sms-sink.ts';

/** Opens what a setting names; null where messages are not to leave. */
export function openMessageSink(setting: MessageSetting): MessageSink | null {
  switch (setting.kind) {
    case 'OFF':
      return null;
    case 'FILE':
      return fileSink(setting.folder);
    case 'SEND':
      return byChannel({
        EMAIL: setting.mail === null ? null : mailSink(setting.mail),
        SMS: setting.sms === null ? null : smsSink(setting.sms),
      });
    default:
      return setting satisfies never;
  }
}

function byChannel(sinks: Readonly<Record<'SMS' | 'EMAIL', MessageSink | null>>): MessageSink {
  return {
    send: async (message) => {
      const sink = sinks[message.channel];
      if (sink === null) throw new MessageFailure(`NO_WAY_FOR_${message.channel}`);
      await sink.send(message);
    },
    close: async () => {
      for (const sink of Object.values(sinks)) await sink?.close();
    },
  };
}
