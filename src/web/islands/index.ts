// The bundle of the pages: elements that add to what works without them. Under 3 KB.
import './near-me.ts';
import './directory-map.ts';
import './offline.ts';
import './share.ts';
import './print.ts';
import './short-address.ts';
import './error-summary.ts';
import './password.ts';
import './passkey.ts';
import './copy-field.ts';
