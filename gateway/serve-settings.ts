import type { JsonWebKey } from 'node:crypto';
import type { MessageSetting } from '@seisi/schema/message-setting';
import type { Outside } from '@seisi/schema/outside';
import type { FormerKey } from '@seisi/schema/receipt/former-key';
import type { JWK } from 'jose';
import type { Budgets } from './budgets.ts';
import type { DocumentSettings } from './documents/setting.ts';
import type { SchemaTelling } from './execute/introspect.ts';
import type { AdmissionSettings } from './http/admission.ts';
import type { PersonaToken } from './issuer/sign.ts';
import type { Observer } from './observer.ts';
import type { Receipts } from './receipts.ts';
import type { RegisteredMode } from './registered/registered.ts';

/** Secrets that the gateway and the rooms in its process share. */
export type GatewaySecrets = {
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  /** The masters from which each room's key for facts is derived. */
  readonly factsKeys: readonly string[];
  /** The key pair of the development issuer; its public part is served. */
  readonly issuerKey: JWK;
  /** The key pair that signs the log of receipts. */
  readonly receiptKey: JsonWebKey;
  /** Public keys that signed it before, with their ends. */
  readonly formerReceiptKeys?: readonly FormerKey[];
  /** The key pair by which cards are issued as credentials. */
  readonly cardKey: JsonWebKey;
  /** The gateway's key pair, by which rooms in other processes know it. */
  readonly passportKey: JsonWebKey & { readonly kid: string };
};

/** Who signs tokens: the issuer of this process, or one elsewhere by its JWKS. */
export type Issuer =
  | { readonly kind: 'DEVELOPMENT' }
  | { readonly kind: 'REMOTE'; readonly issuer: string; readonly jwksUrl: string };

/** What a page for development needs: whom it may ask as, and what it asks at first. */
export type DevelopmentPage = {
  readonly personas: readonly {
    readonly name: string;
    readonly title: string;
    readonly says: string;
    /** The public id of the household that it asks about at first. */
    readonly household: string;
    readonly token: PersonaToken;
  }[];
  readonly query: string;
};

/** What a gateway with the registry's rooms is started from. */
export type GatewaySettings = {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The connection text of a room, as the room's own role. */
  readonly roomDatabaseUrl: (room: string) => string;
  /** The connection text of the role that reads for the rooms of this process; without it each room reads by connections of its own. */
  readonly readsDatabaseUrl?: string;
  readonly secrets: GatewaySecrets;
  readonly issuer: Issuer;
  /** Rooms in other processes, by name; all others are opened in this one. */
  readonly remoteRooms?: ReadonlyMap<string, string>;
  readonly now?: () => number;
  /** How long a request may take; 5 s unless said otherwise. What is not known by then is told as unknown. */
  readonly deadlineMs?: number;
  /** How many requests are answered at a time, and how many wait. */
  readonly admission?: AdmissionSettings;
  /** For how long facts of grounds are relied upon, here and in the rooms of this process. */
  readonly leaseMs?: number;
  /** Where receipts are kept before an answer leaves; without it none are made. Whoever opened it closes it. */
  readonly receipts?: Receipts;
  /** How messages of rooms leave; without it no room of this process carries errands, and its outbox keeps them. */
  readonly messages?: MessageSetting;
  /** Where rooms of this process put files that are carried on from there; without it they make none. */
  readonly outgoing?: string;
  /** Where bytes of documents are kept, and who looks at them; without it none are taken. */
  readonly documents?: DocumentSettings;
  /** A folder with what clients of agreements registered (`registered/registry.ts`), and whether they may ask anything else. */
  readonly registered?: { readonly folder: string; readonly mode: RegisteredMode };
  /** Where the house is reached, as it stands in credentials; this machine unless said. */
  readonly publicUrl?: string;
  /** Origins whose pages may read answers, exactly as browsers write them; none unless said. */
  readonly corsOrigins?: readonly string[];
  /** Services outside of the house that rooms of this process may ask; none unless said. */
  readonly outside?: Outside;
  /** How much each client may ask; without it nobody counts. Whoever opened it closes it. */
  readonly budgets?: Budgets;
  /** Which schema introspection and `/schema.graphql` tell; by the rights of whoever asks unless it is said. */
  readonly schemaTelling?: SchemaTelling;
  /** The page at `/`, served where the development issuer signs tokens; without it there is none. */
  readonly page?: DevelopmentPage;
  readonly onStatement?: (text: string) => void;
  /** Told of what an operator must know: one line, no personal data. */
  readonly onNotice?: (line: string) => void;
  /** What an operator sees of it; whoever opened it closes it. */
  readonly observer?: Observer;
};
