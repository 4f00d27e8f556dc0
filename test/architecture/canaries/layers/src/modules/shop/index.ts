export const shop = 'public';
