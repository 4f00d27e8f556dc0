import type { Visit } from '../../../kernel/http/visit.ts';
import type { PictureView } from '../view-models.ts';
import { picturePath } from './paths.ts';
import { directoryWords } from './words.ts';

/** Their sizes are said, so that nothing moves when they come; they come when one scrolls to them. */
export function Pictures({ pictures, visit }: { pictures: readonly PictureView[]; visit: Visit }) {
  const t = directoryWords(visit);
  if (pictures.length === 0) return null;
  return (
    <section class="pictures" aria-labelledby="pictures">
      <h2 id="pictures">{t('directory.pictures')}</h2>
      <ul class={pictures.length > 1 ? 'picture-grid' : 'picture-one'}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <figure>
              <img src={picturePath(picture)} width={picture.width} height={picture.height} alt={picture.alternative} loading="lazy" />
              {picture.credit && <figcaption>{t('directory.pictures.credit', { credit: picture.credit })}</figcaption>}
            </figure>
          </li>
        ))}
      </ul>
    </section>
  );
}
