import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const BREACH = { breach: NOBODYS, ...TRIED };

/** The acts on breaches, on one that there is not. */
export const BREACH_PROBES: readonly ActProbe[] = [
  act(
    'reportBreach',
    'ReportBreachInput',
    {
      agreement: 'null',
      kind: 'LOSS',
      classes: '["none"]',
      persons: '1',
      hoursSinceDiscovery: '0',
      ...TRIED,
    },
    'breach',
  ),
  act(
    'recordBreachNotification',
    'RecordBreachNotificationInput',
    { to: 'COMMISSIONER', ...BREACH },
    'breach',
  ),
  act('closeBreach', 'CloseBreachInput', BREACH, 'breach'),
];
