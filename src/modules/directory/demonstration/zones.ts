/** Where services of the demonstration say they serve: codes of its territories (modules/territories/samples.ts) and countries. */
export const VALLEY = '990000001';
export const MONTBRILLET = '00Q01';
export const SAINT_ORMIN = '00Q02';
export const LES_CLAVETTES = '00Q03';
export const VERNOLLE = '9901';
/** Both sides of the river: the grouping's code stands for its members, said twice for readers that know communes alone. */
export const WHOLE_VALLEY = [VALLEY, MONTBRILLET, SAINT_ORMIN, LES_CLAVETTES, VERNOLLE];
export const FRENCH_SIDE = [MONTBRILLET, SAINT_ORMIN, LES_CLAVETTES];
