import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Meter } from './meter.tsx';
import { Progress } from './progress.tsx';
import { Spark } from './spark.tsx';
import { StatGrid } from './stat.tsx';

describe('bars over time', () => {
  const html = renderToString(
    <Spark
      locale="fr"
      caption="Visites"
      summary="De 0 à 1 048."
      headings={['Semaine', 'Visites']}
      points={[
        { label: '1', value: 0 },
        { label: '2', value: 1048 },
        { label: '3', value: 524 },
        { label: '4', value: null },
      ]}
    />,
  );

  it('are as high as their figures; nothing is a line, what may not be told is not drawn', () => {
    expect([...html.matchAll(/<rect [^>]*height="(\d+)"/g)].map(([, height]) => Number(height))).toEqual([1, 40, 20, 0]);
  });

  it('are a table too, where what may not be told is said in words', () => {
    const cells = [...html.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, label, value]) => [label, value]);
    expect(cells).toEqual([
      ['1', '0'],
      ['2', '1\u202f048'],
      ['3', '524'],
      ['4', 'moins de cinq'],
    ]);
    expect(html).toContain('<svg viewBox="0 0 40 40" preserveAspectRatio="none" aria-hidden="true">');
  });

  it('stand without any figure', () => {
    const none = renderToString(<Spark locale="fr" caption="Visites" summary="Rien encore." headings={['a', 'b']} points={[]} />);
    expect(none).not.toMatch(/NaN|Infinity/);
  });
});

it('a figure is named, and its change said in words', () => {
  expect(renderToString(<StatGrid figures={[{ label: 'Pages', value: '84', change: { direction: 'up', words: '6 de plus' } }]} />)).toMatch(
    /^<dl class="stats"><div class="stat"><dt>Pages<\/dt><dd class="stat-value">84<\/dd><dd class="stat-change"><svg.*<\/svg>6 de plus<\/dd>/,
  );
});

it.each([
  [-5, 0],
  [80, 80],
  [140, 100],
])('a bar of %i %% stays within its frame', (percent, width) => {
  expect(renderToString(<Meter label="Page" words="complète" percent={percent} />)).toContain(`class="meter-bar" width="${width}"`);
});

describe('a long job', () => {
  const job = { locale: 'fr', id: 'job', label: 'Chargement', words: '1 sur 4', href: '/ici' } as const;

  it('tells its share, and where to look again while it runs', () => {
    const html = renderToString(<Progress {...job} isRunning share={{ done: 1, total: 4 }} />);
    expect(html).toContain('<label for="job-bar">Chargement</label><progress id="job-bar" max="4" value="1">');
    expect(html).toContain('data-running');
    expect(html).toContain('href="/ici"');
  });

  it('promises nothing where nobody knows how long it takes', () => {
    expect(renderToString(<Progress {...job} isRunning />)).toContain('<progress id="job-bar">');
  });

  it('stops asking once it is over', () => {
    const html = renderToString(<Progress {...job} isRunning={false} />);
    expect(html).not.toContain('data-running');
    expect(html).not.toContain('href');
    expect(html).toContain('max="1" value="1"');
  });
});
