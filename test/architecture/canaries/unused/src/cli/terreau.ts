import { used } from '../kept.ts';

used();
