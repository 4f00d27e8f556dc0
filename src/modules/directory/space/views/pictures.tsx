import { LARGEST_FILE } from '../../../../kernel/files/refusal.ts';
import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { FileField } from '../../../../ui/file-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import type { PictureView } from '../../view-models.ts';
import { picturePath } from '../../views/paths.ts';
import { editMessages } from '../edit-messages.ts';
import { portalOrigin } from '../paths.ts';
import type { KeptPage, Space } from '../view-models.ts';
import { editPath, editWords } from './edit.tsx';
import { SpaceFrame } from './frame.tsx';

/** The pictures of a page: their order, and one more. */
export function PicturesView({
  space,
  page,
  pictures,
  form,
  visit,
}: {
  space: Space;
  page: KeptPage;
  pictures: readonly PictureView[];
  form: FormState;
  visit: Visit;
}) {
  const t = editWords(visit);
  const path = editPath(space, page.id, '/photos');
  const words = formWords(visit, form, editMessages, { action: path });
  // A portal serves the pictures of its own territory.
  const origin = space.territory.id === visit.territory.id ? '' : portalOrigin(visit, space.territory);
  return (
    <SpaceFrame
      space={space}
      tab="overview"
      title={t('directory.pictures.title', { name: page.name })}
      lead={t('directory.pictures.lead')}
      visit={visit}
    >
      {pictures.length === 0 ? (
        <p>{t('directory.pictures.none')}</p>
      ) : (
        <ol class="kept-pages">
          {pictures.map((picture, index) => (
            <li key={picture.id}>
              <img
                src={`${origin}${picturePath(picture)}`}
                width={picture.width}
                height={picture.height}
                alt={picture.alternative}
                loading="lazy"
              />
              <p>{picture.alternative}</p>
              <div class="button-row">
                {index > 0 && <Move to="earlier" label={t('directory.pictures.earlier')} id={picture.id} path={path} visit={visit} />}
                {index < pictures.length - 1 && (
                  <Move to="later" label={t('directory.pictures.later')} id={picture.id} path={path} visit={visit} />
                )}
                <Remove label={t('directory.pictures.remove')} id={picture.id} path={path} visit={visit} />
              </div>
            </li>
          ))}
        </ol>
      )}
      <section>
        <h2>{t('directory.pictures.add')}</h2>
        <Form {...words.props} hasFiles>
          <FileField
            id="picture"
            name="picture"
            label={t('directory.pictures.file')}
            hint={t('directory.pictures.file.hint')}
            locale={visit.locale}
            accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
            most={LARGEST_FILE}
            {...words.wrong('picture')}
          />
          <Field
            id="alternative"
            name="alternative"
            label={t('directory.pictures.alternative')}
            hint={t('directory.pictures.alternative.hint')}
            value={typed(form, 'alternative')}
            {...words.wrong('alternative')}
          />
          <Field
            id="credit"
            name="credit"
            label={t('directory.pictures.author')}
            hint={t('directory.pictures.author.hint')}
            value={typed(form, 'credit')}
            {...words.wrong('credit')}
          />
          <Button icon="upload">{t('directory.pictures.submit')}</Button>
        </Form>
      </section>
    </SpaceFrame>
  );
}

interface OneProps {
  label: string;
  id: string;
  path: string;
  visit: Visit;
}

function Move({ label, id, path, to, visit }: OneProps & { to: 'earlier' | 'later' }) {
  const words = formWords(visit, emptyForm, editMessages, { action: `${path}/ordre` });
  return (
    <Form {...words.props}>
      <Hidden name="picture_id" value={id} />
      <Hidden name="to" value={to} />
      <Button look="quiet">{label}</Button>
    </Form>
  );
}

function Remove({ label, id, path, visit }: OneProps) {
  const words = formWords(visit, emptyForm, editMessages, { action: `${path}/retirer` });
  return (
    <Form {...words.props}>
      <Hidden name="picture_id" value={id} />
      <Button look="quiet">{label}</Button>
    </Form>
  );
}
