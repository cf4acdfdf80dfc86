import type { ApplicationRow } from '../../subgraphs/aid/application.table.ts';
import type { OkuRegistrationRow } from '../../subgraphs/oku/registration.table.ts';
import type { HouseholdMemberRow } from '../../subgraphs/person/household.table.ts';
import type { PersonRow } from '../../subgraphs/person/person.table.ts';

export type Relation = HouseholdMemberRow['relationToHead'];
export type Sex = PersonRow['sex'];
export type Employment = PersonRow['employment'];
export type MaritalStatus = PersonRow['maritalStatus'];

/** An application that is to be there, whatever the draws say. */
export type PlannedApplication = { readonly scheme: string; readonly status: ApplicationRow['status'] };

/** Who one member is to be; what is left out is drawn. The first of a plan is the head. */
export type MemberPlan = {
  readonly relation: Relation;
  readonly sex: Sex;
  readonly birthYear: number;
  readonly marital: MaritalStatus;
  readonly employment?: Employment;
  /** Monthly income in sen; planned for every member, or for none. */
  readonly income?: number;
  /** In the OKU register with a card in force, under this category. */
  readonly oku?: NonNullable<OkuRegistrationRow['category']>;
  /** An active volunteer. */
  readonly volunteer?: true;
  readonly applications?: readonly PlannedApplication[];
};
