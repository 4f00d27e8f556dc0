import { Meter } from '../../ui/meter.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Spark } from '../../ui/spark.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StatGrid } from '../../ui/stat.tsx';
import { Part } from './part.tsx';

/** What is counted, and what is under way. */
export function FigureParts() {
  return (
    <>
      <Part title="Chiffres">
        <StatGrid
          figures={[
            { label: 'Pages publiées', value: '1 268', change: { direction: 'up', words: '12 de plus qu’en octobre' }, href: '#chiffres' },
            { label: 'Demandes reçues', value: '84', change: { direction: 'down', words: '6 de moins qu’en octobre' } },
            { label: 'Décidées en deux jours', value: '92 %', change: { direction: 'same', words: 'comme en octobre' } },
            { label: 'Pages jamais relues', value: '3' },
          ]}
        />
      </Part>
      <Part title="Chiffres dans le temps">
        <Spark
          locale="fr"
          caption="Visites par semaine"
          summary="De 12 à 1 048, la plus haute la semaine du 16 novembre."
          headings={['Semaine du', 'Visites']}
          points={[
            { label: '19 octobre', value: 12 },
            { label: '26 octobre', value: 0 },
            { label: '2 novembre', value: 420 },
            { label: '9 novembre', value: null },
            { label: '16 novembre', value: 1048 },
            { label: '23 novembre', value: 730 },
          ]}
        />
      </Part>
      <Part title="Mesure">
        <Stack>
          <Meter label="Votre page" words="est complète à 80 %" percent={80} />
          <Meter label="Vos photos" words="aucune pour l’instant" percent={0} />
        </Stack>
      </Part>
      <Part title="Travail en cours">
        <Stack>
          <Progress
            locale="fr"
            id="sg-job"
            label="Chargement de structures.csv"
            words="1 250 lignes lues sur 4 000"
            share={{ done: 1250, total: 4000 }}
            isRunning={false}
            href="#travail-en-cours"
          />
          <Progress
            locale="fr"
            id="sg-job-2"
            label="Préparation du rapport"
            words="Cela prend en général moins d’une minute."
            isRunning
            href="#travail-en-cours"
          />
        </Stack>
      </Part>
    </>
  );
}
