export function used(): void {}

export function forgotten(): void {}

export type Forgotten = string;
