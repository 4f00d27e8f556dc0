/** What a team is for. */
export const teamPurposes = ['economy', 'youth', 'district', 'social', 'partner'] as const;
export type TeamPurpose = (typeof teamPurposes)[number];
