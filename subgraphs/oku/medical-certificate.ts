import type { OkuCategory, OkuCertifierRole, OkuSubCategory } from './types.generated.ts';

/** The kinds within each category that sources name (JKM); a category without any takes none. */
const KINDS: Readonly<Record<OkuCategory, readonly OkuSubCategory[]>> = {
  HEARING: ['BILATERAL_HEARING_LOSS', 'SINGLE_SIDED_DEAFNESS', 'EAR_DEFORMITY'],
  VISUAL: ['BLIND', 'LOW_VISION'],
  SPEECH: [],
  PHYSICAL: ['LIMB_LOSS', 'PARALYSIS', 'MUSCLE_WEAKNESS', 'CEREBRAL_PALSY'],
  LEARNING: ['GLOBAL_DELAY', 'DOWN_SYNDROME', 'INTELLECTUAL', 'AUTISM', 'ADHD', 'SPECIFIC_LEARNING'],
  MENTAL: [],
  MULTIPLE: [],
};

/** A category as somebody found it. */
export type FoundCategory = {
  readonly category: OkuCategory;
  readonly subCategory: OkuSubCategory | null;
  /** Of Multiple: the two or more that come together; of any other none. */
  readonly together: readonly OkuCategory[];
};

/** What is wrong with a category as it was given: the part of the input and a sentence; null where nothing is. */
export function categoryFault({
  category,
  subCategory,
  together,
}: FoundCategory): readonly [part: string, fault: string] | null {
  if (subCategory !== null && !KINDS[category].includes(subCategory))
    return ['subCategory', `is no kind of ${category}`];
  const distinct = new Set(together);
  if (distinct.size !== together.length || distinct.has('MULTIPLE'))
    return ['together', 'names each category once, and never MULTIPLE'];
  if (category === 'MULTIPLE' && distinct.size < 2)
    return ['together', 'names two categories or more with MULTIPLE'];
  if (category !== 'MULTIPLE' && distinct.size > 0) return ['together', 'stands with MULTIPLE alone'];
  return null;
}

/** What a certificate lacks to be one of its category; null where it lacks nothing. Mental illness is certified by a psychiatrist (malaysia.gov.my). */
export function certifierFault(
  { category, together }: FoundCategory,
  role: OkuCertifierRole,
): readonly [part: string, fault: string] | null {
  const isMental = category === 'MENTAL' || together.includes('MENTAL');
  return isMental && role !== 'PSYCHIATRIST'
    ? ['certifierRole', 'is PSYCHIATRIST where the category is MENTAL']
    : null;
}
