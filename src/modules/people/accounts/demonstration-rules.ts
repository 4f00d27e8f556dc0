/** Of every account of the demonstration, told to all: they open nothing where the installation is in production. */
export const DEMONSTRATION_PASSWORD = 'bienvenue-en-arvenne';
