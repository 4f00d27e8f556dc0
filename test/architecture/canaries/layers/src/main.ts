export const main = 'composition';
