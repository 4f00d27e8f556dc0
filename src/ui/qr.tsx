import { QR_QUIET, qrPath } from '../kernel/html/qr-path.ts';

/**
 * An address as a QR code, drawn in the page itself: sharp at any size on paper. `title` says in words where it leads, for
 * those who do not see it. Black on white by day and by night, as readers expect.
 */
export function QrCode({ text, title }: { text: string; title: string }) {
  const { size, path } = qrPath(text);
  const side = size + 2 * QR_QUIET;
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} width="148" height="148" role="img" shape-rendering="crispEdges">
      <title>{title}</title>
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path stroke="#000" d={path} />
    </svg>
  );
}
