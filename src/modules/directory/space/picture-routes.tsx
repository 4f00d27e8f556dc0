import { z } from 'zod';
import { readPicture } from '../../../kernel/files/picture.ts';
import { LARGEST_FILE } from '../../../kernel/files/refusal.ts';
import { choice, optionalText, requiredId, requiredText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import { picturesOfPage } from '../queries/pictures.ts';
import { addPicture, describePicture, movePicture, type PicturedRef, removePicture } from '../subjects/picture.ts';
import { spacePath } from './paths.ts';
import type { SpaceRequest } from './queries.ts';
import { keeps, onPage, spaceBase, spaceReply, writerOf } from './request.ts';
import type { KeptPage, Space } from './view-models.ts';
import { editWords } from './views/edit.tsx';
import { PicturesView, PictureView } from './views/pictures.tsx';

const path = `${spaceBase}/pages/:pageId/photos`;

/** The page of the path, where it is one that has pictures: services are shown by those of where they are. */
function onPictured<Result extends FormReply>(
  request: SpaceRequest,
  work: (space: Space, page: KeptPage, ref: PicturedRef) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  return onPage<Result>(request, async (space, page) =>
    page.subject === 'service' ? notFound : work(space, page, { subject: page.subject, id: page.id }),
  );
}

const pictures = (request: SpaceRequest, form: FormState = emptyForm) =>
  onPictured<PageReply>(request, async (space, page) => {
    const { kernel, visit } = request;
    const found = await picturesOfPage(kernel, space.territory.id, page.id);
    return spaceReply(
      editWords(visit)('directory.pictures.title', { name: page.name }),
      <PicturesView space={space} page={page} pictures={found} form={form} visit={visit} />,
    );
  });

/** The picture of the path, among those of its page; not found where it is another one's, or gone. */
const onePicture = (request: SpaceRequest, form: FormState = emptyForm) =>
  onPictured<PageReply>(request, async (space, page) => {
    const { kernel, visit, params } = request;
    const found = await picturesOfPage(kernel, space.territory.id, page.id);
    const picture = found.find(({ id }) => id === params['pictureId']);
    if (!picture) return notFound;
    return spaceReply(
      editWords(visit)('directory.pictures.one', { name: page.name }),
      <PictureView space={space} page={page} pictures={found} picture={picture} form={form} visit={visit} />,
    );
  });

const wordsFields = { alternative: requiredText('directory.pictures.alternative.required', 300), credit: optionalText(100) };

/** « x y width height », as `PictureCrop` sends it; null: all of the picture. What is no number cuts nothing out, and is refused. */
const cropField = optionalText(100).transform((text) => {
  if (text === null) return null;
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = text.split(' ').map(Number);
  return { x, y, width, height };
});

const here = ({ visit, params }: SpaceRequest): PageReply => ({
  redirect: visit.href(spacePath(params['structureId'] ?? '', `/pages/${params['pageId']}/photos`)),
});

export const picturePages: readonly AnyRoute[] = [
  pageRoute({ path, access: keeps, handle: (request) => pictures(request) }),
  formRoute({
    path,
    access: keeps,
    fields: z.object({ ...wordsFields, crop: cropField }),
    files: { picture: LARGEST_FILE },
    // Drawing a picture anew takes a second or two: no transaction waits for it.
    isOutsideUnit: true,
    again: pictures,
    async handle(request) {
      const { kernel, visit, input, files } = request;
      const { picture } = files;
      if (!picture) return { mistakes: [{ field: 'picture', key: 'directory.pictures.file.required' }] };
      const read = await readPicture(picture.bytes, { crop: input.crop });
      if ('refusal' in read) return { mistakes: [{ field: 'picture', key: `directory.pictures.${read.refusal}` }] };
      return onPictured(request, async (space, _page, ref) => {
        const added = await addPicture(kernel, space.territory, ref, read.picture, input, writerOf(visit.viewer));
        if (!('refusal' in added)) return here(request);
        return added.refusal === 'no-alternative'
          ? { mistakes: [{ field: 'alternative', key: 'directory.pictures.alternative.required' }] }
          : { mistakes: [{ field: 'picture', key: `directory.pictures.${added.refusal}` }] };
      });
    },
  }),
  pageRoute({ path: `${path}/:pictureId`, access: keeps, handle: (request) => onePicture(request) }),
  formRoute({
    path: `${path}/:pictureId`,
    access: keeps,
    fields: z.object(wordsFields),
    again: onePicture,
    handle: (request) =>
      onPictured(request, async (space, _page, ref) => {
        const { kernel, visit, params, input } = request;
        const told = await describePicture(kernel, space.territory, ref, params['pictureId'] ?? '', input, writerOf(visit.viewer));
        if (!('refusal' in told)) return here(request);
        if (told.refusal === 'no-alternative')
          return { mistakes: [{ field: 'alternative', key: 'directory.pictures.alternative.required' }] };
        return notFound;
      }),
  }),
  formRoute({
    path: `${path}/ordre`,
    access: keeps,
    fields: z.object({ picture_id: requiredId(), to: choice(['earlier', 'later']) }),
    again: pictures,
    handle: (request) =>
      onPictured(request, async (space, _page, ref) => {
        const { kernel, visit, input } = request;
        await movePicture(kernel, space.territory, ref, input.picture_id, input.to, writerOf(visit.viewer));
        return here(request);
      }),
  }),
  formRoute({
    path: `${path}/retirer`,
    access: keeps,
    fields: z.object({ picture_id: requiredId() }),
    again: pictures,
    handle: (request) =>
      onPictured(request, async (space, _page, ref) => {
        const { kernel, visit, input } = request;
        await removePicture(kernel, space.territory, ref, input.picture_id, writerOf(visit.viewer));
        return here(request);
      }),
  }),
];
