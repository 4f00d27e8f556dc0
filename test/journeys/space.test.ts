import sharp from 'sharp';
import { expect, it } from 'vitest';
import { desk, onStage, PASSWORD, phone, type Traveller, ways } from '../support/journey.ts';
import { readPdf } from '../support/pdf.ts';

/** Each has its own structure of the demonstration. */
const slugs = ['boulangerie-de-la-halle', 'guichet-des-deux-rives', 'le-fournil-des-tanneurs', 'mediatheque-de-la-halle'];
const cases = ways.map((way, index) => ({ ...way, slug: slugs[index] ?? '' }));

onStage('the space of a structure', (stage) => {
  /** By the keyboard, then with the mouse as far as the edge. */
  async function crop({ page, look }: Traveller): Promise<void> {
    await page.getByLabel('Quelle partie de la photo garder').selectOption('Comme sur la page (4 sur 3)');
    await look('crop');
    await page.locator('cropper-canvas').scrollIntoViewIfNeeded();
    const box = (await page.locator('cropper-canvas').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await page.getByLabel('De gauche à droite').inputValue()).toBe('100');
    const size = page.getByLabel('Taille du cadre');
    await size.press('Home');
    for (let presses = 0; presses < 30; presses += 1) await size.press('ArrowRight');
    expect(await size.inputValue()).toBe('50');
  }

  it.each(cases)(
    'claims, edits, previews, publishes, goes back, adds a picture, invites, answers ($title)',
    async ({ slug, ...way }) => {
      const { width, javaScriptEnabled } = way;
      const keeper = await stage.travel.open(way);
      const { page, go, look } = keeper;
      const email = `tient-${width}-${javaScriptEnabled}@exemple.fr`;
      const { stdout } = await stage.portal.terreau('user', 'add', '--email', email, '--role', 'moderator', '--territory', 'montbrillet');
      await go(new URL(stdout.trim().split(/\s+/).at(-1) ?? '').pathname);
      await page.getByLabel('Votre nom').fill('Inès Moreau');
      await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
      await page.locator('main form button').last().click();
      await page.waitForURL(/\/gestion/);

      await go(`/annuaire/${slug}`);
      await page.getByRole('link', { name: 'C’est ma structure' }).click();
      await look('claim');
      const word = page.getByLabel('Par la parole d’une personne du portail');
      if ((await word.count()) > 0) await word.check();
      await page.getByLabel('Qui êtes-vous dans la structure').fill('Je la préside.');
      await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
      await look('claim-asked');
      await go('/gestion/revendications');
      await look('claims');
      const own = page.locator('.claims > li', { has: page.locator(`a[href$="/annuaire/${slug}"]`) });
      await own.getByRole('link', { name: 'Répondre' }).click();
      await look('claim-answer');
      await page.getByRole('button', { name: 'Accepter la demande' }).click();

      await go('/mon-espace/structures');
      await look('structures');
      await page.locator('.kept-pages a').first().click();
      await look('space');
      const space = page.url();
      await page.getByRole('link', { name: 'Modifier', exact: true }).first().click();
      await look('edit');
      const before = await page.getByLabel('Description').inputValue();
      await page.getByLabel('Description').fill('Nous avons écrit cette page nous-mêmes, pour toutes et tous.');
      await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
      await page.waitForURL(/\/apercu$/);
      await look('preview');
      expect(await page.locator('main').innerText()).toContain('Nous avons écrit cette page');
      await page.getByRole('button', { name: 'Publier' }).click();
      await page.waitForURL(space);
      await page.getByRole('link', { name: 'Historique' }).first().click();
      await look('history');
      await page.goto(`${page.url()}/0`);
      await look('compare');
      await page.getByRole('button', { name: 'Revenir à cette version' }).click();
      await page.goto(space);
      await page.getByRole('link', { name: 'Modifier', exact: true }).first().click();
      expect(await page.getByLabel('Description').inputValue()).toBe(before);

      await page.goto(space);
      await page.getByRole('link', { name: 'Photos' }).first().click();
      // Wider than the page shows it.
      const buffer = await sharp({
        create: { width: 800, height: 300, channels: 3, background: '#2f5d43', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
      })
        .png()
        .toBuffer();
      await page.getByLabel('Photo', { exact: true }).setInputFiles({ name: 'comptoir.png', mimeType: 'image/png', buffer });
      if (javaScriptEnabled) await crop(keeper);
      await page.getByLabel('Que voit-on sur la photo').fill('Le comptoir et les paniers');
      await page.getByRole('button', { name: 'Ajouter' }).click();
      const kept = page.getByAltText('Le comptoir et les paniers').first();
      const [wide, high] = [await kept.getAttribute('width'), await kept.getAttribute('height')].map(Number);
      // Without JavaScript, all of it; else half of the largest that is four by three, with the keyboard.
      expect([wide, high]).toEqual(javaScriptEnabled ? [200, 150] : [800, 300]);
      await look('pictures');
      await page.getByRole('link', { name: 'Modifier la photo « Le comptoir et les paniers »' }).click();
      await look('picture');
      await page.getByLabel('Que voit-on sur la photo').fill('Le comptoir, un jour de marché');
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByAltText('Le comptoir, un jour de marché').first().waitFor();

      await page.goto(`${space}/equipe`);
      await page.getByLabel('Son adresse e-mail').fill(`collegue-${email}`);
      await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
      expect(await page.locator('main').innerText()).toContain(`collegue-${email}`);
      await look('team');
      const operator = await stage.travel.open(phone, 'exploitation');
      const colleague = await stage.travel.open(way);
      await colleague.go(await stage.travel.linkTo(operator, `collegue-${email}`));
      await colleague.page.getByRole('heading', { name: 'Une invitation pour vous' }).waitFor();
      await colleague.look('colleague-invited');
      await colleague.page.getByLabel('Votre nom').fill('Lou Vernet');
      await colleague.page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
      await colleague.page.getByRole('button', { name: 'Créer mon compte et accepter' }).click();
      await colleague.page.waitForURL(/\/mon-espace/);
      await colleague.look('colleague-space');
      await colleague.go(new URL(space).pathname);
      await colleague.page.getByRole('link', { name: 'Modifier', exact: true }).first().waitFor();
      await colleague.go(`${new URL(space).pathname}/equipe`);
      await colleague.look('colleague-team');
      await page.reload();
      await page.getByText('Lou Vernet').first().waitFor();
      await page.goto(`${space}/chiffres`);
      await look('figures');

      const resident = await stage.travel.open(way);
      // Who keeps a page is known to it once the job has run: a structure with an address is written to at once.
      await resident.go(`/annuaire/${slug}/ecrire`);
      await expect
        .poll(
          async () => {
            await resident.page.reload();
            return resident.page.getByLabel('Votre message').count();
          },
          { timeout: 20_000 },
        )
        .toBe(1);
      await resident.look('write');
      await resident.page.getByLabel('Votre nom').fill('Camille');
      await resident.page.getByLabel('Votre adresse e-mail').fill('camille@exemple.fr');
      await resident.page.getByLabel('Votre message').fill('Êtes-vous ouverts lundi ?');
      await expect.poll(() => resident.page.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
      await resident.page.getByRole('button', { name: 'Envoyer le message' }).click();
      await resident.page.waitForURL(/\/parti/);
      await resident.look('written');
      await page.goto(`${space}/messages`);
      await look('inbox');
      await page.getByRole('link', { name: 'Camille' }).click();
      await page.getByLabel('Votre réponse').fill('Oui, dès 9 h.');
      await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
      expect(await page.locator('.messages').innerText()).toContain('Oui, dès 9 h.');
      await look('conversation');
    },
    180_000,
  );

  const claims = [
    {
      ...phone,
      who: 'habitant',
      owned: { slug: 'les-roues-libres', domain: 'roues-libres.example.org' },
      posted: 'pharmacie-de-la-halle',
      vouched: { slug: 'centre-social-des-saules', name: 'Centre social des Saules' },
    },
    {
      ...desk,
      who: 'equipe',
      owned: { slug: 'ressourcerie-la-deuxieme-vie', domain: 'deuxieme-vie.example.org' },
      posted: 'cooperative-d-activite-le-levain',
      vouched: { slug: 'la-passerelle', name: 'La Passerelle' },
    },
  ];

  it.each(claims)(
    'is claimed by a code that goes to an address of the structure, and by one in a printed letter ($title)',
    async ({ who, owned, posted, ...way }) => {
      const { page, go, look } = await stage.travel.open(way, who);
      const isOpen = /\/mon-espace\/structures\/[\da-f-]+$/;
      await go(`/annuaire/${owned.slug}`);
      await page.getByRole('link', { name: 'C’est ma structure' }).click();
      await page.getByLabel('Par une adresse e-mail de la structure').check();
      await look('claim-ways');
      await page.getByLabel('Adresse e-mail de la structure', { exact: true }).fill('moi@ailleurs.example');
      await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
      await page.getByRole('link', { name: `Elle se termine par @${owned.domain}` }).waitFor();
      await look('claim-mistake');
      await page.getByLabel('Adresse e-mail de la structure', { exact: true }).fill(`bureau@${owned.domain}`);
      await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
      await page.getByText('Un code vous attend').waitFor();
      await look('claim-code');
      await page.getByLabel('Code', { exact: true }).fill('00000-00000');
      await page.getByRole('button', { name: 'Vérifier le code' }).click();
      await page.getByRole('link', { name: 'Ce n’est pas le bon code.' }).waitFor();
      await look('claim-code-mistake');
      const operator = await stage.travel.open(phone, 'exploitation');
      await operator.go('/exploitation');
      await operator.page
        .locator('tr', { hasText: `bureau@${owned.domain}` })
        .first()
        .getByRole('link')
        .click();
      const [sent = ''] = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await operator.page.locator('pre').innerText()) ?? [];
      await page.getByLabel('Code', { exact: true }).fill(sent);
      await page.getByRole('button', { name: 'Vérifier le code' }).click();
      await page.waitForURL(isOpen);

      await go(`/annuaire/${posted}/revendiquer`);
      await page.getByLabel('Par une lettre à son adresse').check();
      await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
      await page.getByText('La lettre va être imprimée et postée').waitFor();
      await look('claim-by-letter');
      const moderator = await stage.travel.open(way, 'moderation');
      await moderator.go('/gestion');
      await moderator.page.getByRole('link', { name: /lettres? à préparer/ }).click();
      await moderator.look('claim-letters');
      const claim = moderator.page.locator('.claims > li', { has: moderator.page.locator(`a[href$="/annuaire/${posted}"]`) });
      await claim.getByRole('button', { name: 'Préparer la lettre' }).click();
      await moderator.page.getByText('Imprimez cette lettre maintenant').waitFor();
      await moderator.look('post-letter');
      const code = await moderator.page.locator('.post-code').innerText();
      expect((await readPdf(await moderator.page.pdf({ format: 'A4' }))).pages).toHaveLength(1);
      await moderator.page.emulateMedia({ media: 'print' });
      expect(await moderator.page.locator('.post-code').isVisible()).toBe(true);
      expect(await moderator.page.getByText('Imprimez cette lettre maintenant').isVisible()).toBe(false);

      await page.reload();
      await page.getByText('Il est parti par la poste').waitFor();
      // As somebody copies it from paper.
      await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase().replace('-', ' '));
      await page.getByRole('button', { name: 'Vérifier le code' }).click();
      await page.waitForURL(isOpen);
      await look('claimed-space');
    },
    120_000,
  );

  it.each(claims)(
    'is claimed by somebody’s word, which one moderator hands to another, who decides in the queue ($title)',
    async ({ who, vouched, ...way }) => {
      const { page, go, look } = await stage.travel.open(way, who);
      await go(`/annuaire/${vouched.slug}/revendiquer`);
      await page.getByLabel('Par la parole d’une personne du portail').check();
      await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
      await page.getByRole('link', { name: 'Dites qui vous êtes dans la structure' }).waitFor();
      const words = `Trésorière depuis 2021, ${way.width}.`;
      await page.getByLabel('Qui êtes-vous dans la structure').fill(words);
      await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
      await page.getByText('Votre demande est enregistrée').waitFor();

      const moderator = await stage.travel.open(way, 'moderation');
      await moderator.go('/gestion/moderation?nature=claim');
      await moderator.page.getByRole('link', { name: vouched.name, exact: true }).click();
      expect(await moderator.page.locator('main').innerText()).toContain(words);
      await moderator.look('claim-item');
      await moderator.page.getByLabel('Confier à').selectOption('Jamila Costa, animatrice jeunesse');
      await moderator.page.getByRole('button', { name: 'Confier', exact: true }).click();
      await moderator.page.getByText('A confié la demande à Jamila Costa, animatrice jeunesse').waitFor();
      await moderator.look('claim-assigned');

      const other = await stage.travel.open(way, 'jeunesse');
      await other.go('/gestion');
      await other.page.getByRole('link', { name: /demandes? vous (est|sont) confiée/ }).click();
      await other.look('queue-mine');
      await other.page.locator('[data-key-row]').click();
      await other.page.getByRole('link', { name: 'Accepter et choisir le rôle' }).click();
      await other.look('claim-role');
      await other.page.getByLabel('Un mot pour la personne').fill('Bienvenue !');
      await other.page.getByRole('button', { name: 'Accepter ainsi' }).click();
      await other.page.waitForURL(/fait=/);
      await other.look('claim-decided');

      await go('/mon-espace/structures');
      await page.locator('.kept-pages').getByText(vouched.name).first().waitFor();
      await look('claimed-structures');
    },
    120_000,
  );
});
