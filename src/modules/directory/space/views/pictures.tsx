import { LARGEST_FILE } from '../../../../kernel/files/refusal.ts';
import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { type FormWords, formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { FileField } from '../../../../ui/file-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PictureCrop } from '../../../../ui/picture-crop.tsx';
import type { PictureView as KeptPicture } from '../../view-models.ts';
import { picturePath } from '../../views/paths.ts';
import { directoryWords } from '../../views/words.ts';
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
  pictures: readonly KeptPicture[];
  form: FormState;
  visit: Visit;
}) {
  const t = editWords(visit);
  const path = editPath(space, page.id, '/photos');
  const words = formWords(visit, form, editMessages, { action: path });
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
        <ol class="kept-pages kept-pictures">
          {pictures.map((picture, index) => (
            <li key={picture.id}>
              <img
                src={`${pictureOrigin(visit, space)}${picturePath(picture)}`}
                width={picture.width}
                height={picture.height}
                alt={picture.alternative}
                loading="lazy"
              />
              <div class="picture-words">
                <p>{picture.alternative}</p>
                {picture.credit !== null && (
                  <p class="hint">{directoryWords(visit)('directory.pictures.credit', { credit: picture.credit })}</p>
                )}
                <div class="button-row">
                  <LinkButton look="secondary" href={visit.href(`${path}/${picture.id}`)}>
                    <span aria-hidden="true">{t('directory.pictures.change')}</span>
                    <span class="visually-hidden">{t('directory.pictures.change.of', { picture: picture.alternative })}</span>
                  </LinkButton>
                  <Moves index={index} total={pictures.length} id={picture.id} path={path} visit={visit} />
                </div>
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
          <PictureCrop id="crop" name="crop" locale={visit.locale} />
          <WordsFields shown={form} wrong={words.wrong} visit={visit} />
          <Button icon="upload">{t('directory.pictures.submit')}</Button>
        </Form>
      </section>
    </SpaceFrame>
  );
}

/** What one picture shows, whose it is, and its place among the others. */
export function PictureView({
  space,
  page,
  pictures,
  picture,
  form,
  visit,
}: {
  space: Space;
  page: KeptPage;
  /** All of the page, in their order. */
  pictures: readonly KeptPicture[];
  picture: KeptPicture;
  form: FormState;
  visit: Visit;
}) {
  const t = editWords(visit);
  const path = editPath(space, page.id, '/photos');
  const words = formWords(visit, form, editMessages, { action: `${path}/${picture.id}` });
  const index = pictures.findIndex(({ id }) => id === picture.id);
  const shown: FormState =
    Object.keys(form.values).length > 0
      ? form
      : { values: { alternative: picture.alternative, credit: picture.credit ?? '' }, mistakes: [] };
  return (
    <SpaceFrame
      space={space}
      tab="overview"
      title={t('directory.pictures.one', { name: page.name })}
      lead={t('directory.pictures.place', { n: index + 1, total: pictures.length })}
      visit={visit}
    >
      <p>
        <a href={visit.href(path)}>{t('directory.pictures.back')}</a>
      </p>
      <img
        class="picture-change"
        src={`${pictureOrigin(visit, space)}${picturePath(picture)}`}
        width={picture.width}
        height={picture.height}
        alt={picture.alternative}
      />
      <Form {...words.props}>
        <WordsFields shown={shown} wrong={words.wrong} visit={visit} />
        <Button>{t('directory.pictures.save')}</Button>
      </Form>
      <section>
        <h2>{t('directory.pictures.order')}</h2>
        {index === 0 && <p>{t('directory.pictures.first')}</p>}
        <p>{t('directory.pictures.crop-again')}</p>
        <div class="button-row">
          <Moves index={index} total={pictures.length} id={picture.id} path={path} visit={visit} />
        </div>
      </section>
    </SpaceFrame>
  );
}

/** A portal serves the pictures of its own territory. */
function pictureOrigin(visit: Visit, { territory }: Space): string {
  return territory.id === visit.territory.id ? '' : portalOrigin(visit, territory);
}

function WordsFields({ shown, wrong, visit }: { shown: FormState; wrong: FormWords['wrong']; visit: Visit }) {
  const t = editWords(visit);
  return (
    <>
      <Field
        id="alternative"
        name="alternative"
        label={t('directory.pictures.alternative')}
        hint={t('directory.pictures.alternative.hint')}
        value={typed(shown, 'alternative')}
        {...wrong('alternative')}
      />
      <Field
        id="credit"
        name="credit"
        label={t('directory.pictures.author')}
        hint={t('directory.pictures.author.hint')}
        value={typed(shown, 'credit')}
        {...wrong('credit')}
      />
    </>
  );
}

function Moves({ index, total, ...one }: { index: number; total: number; id: string; path: string; visit: Visit }) {
  const t = editWords(one.visit);
  return (
    <>
      {index > 0 && <Move {...one} to="earlier" label={t('directory.pictures.earlier')} />}
      {index < total - 1 && <Move {...one} to="later" label={t('directory.pictures.later')} />}
      <Remove {...one} label={t('directory.pictures.remove')} />
    </>
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
