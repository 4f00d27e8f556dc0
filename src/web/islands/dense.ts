// What pages with lists to work with add to the bundle of the pages (`Page.dense`): most visitors never open one.
import './check-all.ts';
import './queue-keys.ts';
import './live-progress.ts';
import './signature.ts';
import './picture-crop.ts';
