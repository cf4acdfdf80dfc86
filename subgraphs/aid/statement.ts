/** What an applicant states of the household (maklumat isi rumah; S0). Money in whole sen a month. */
export type HouseholdStatement = {
  /** Where they live: DOSM's codes. The application is handled there. */
  readonly state: string;
  readonly district: string;
  readonly members: number;
  readonly minors: number;
  readonly monthlyIncome: number;
};

/** What an applicant states of work (status pekerjaan; S0). */
export type EmploymentStatement = {
  readonly status: 'EMPLOYED' | 'SELF_EMPLOYED' | 'UNEMPLOYED' | 'NOT_IN_LABOUR_FORCE';
  readonly monthlyIncome: number;
};

/** What is asked for, and what is had already (jenis bantuan; S0). */
export type AidStatement = {
  readonly reason: string;
  /** Codes of schemes that the family receives now. */
  readonly receives: readonly string[];
};

/** Where notices go. */
export type ContactStatement = {
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: 'MS' | 'EN';
};
