export const seats: number = 'twelve';
