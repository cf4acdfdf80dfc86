/** What a referral says that nobody has answered, and that passes nothing on. */
export const UNANSWERED = {
  classes: [] as string[],
  urgency: 'ROUTINE' as const,
  dueAt: null,
  onwardId: null,
  overdueToldAt: null,
};
