export const manifest = 'shop';
