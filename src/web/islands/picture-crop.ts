/** Address of the bundle that crops: loaded once a picture is chosen, never before. */
declare const CROP_SCRIPT: string;

/** Which part of the picture chosen above is sent. Without JavaScript it is not shown, and the whole picture is taken. */
class PictureCrop extends HTMLElement {
  connectedCallback() {
    const file = this.closest('form')?.querySelector<HTMLInputElement>('input[type=file]');
    file?.addEventListener('change', () => void this.open(file.files?.[0]));
  }

  private async open(file: File | undefined) {
    const [box, field, shape, sliders] = [
      this.querySelector<HTMLElement>('.crop-box'),
      this.querySelector<HTMLInputElement>('input[type=hidden]'),
      this.querySelector('select'),
      this.querySelector<HTMLElement>('.crop-sliders'),
    ];
    if (!box || !field || !shape || !sliders) return;
    field.value = '';
    this.hidden = true;
    if (!file) return;
    const [size, across, down] = [...sliders.querySelectorAll('input')] as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
    try {
      const { openCropping } = (await import(CROP_SCRIPT)) as typeof import('./picture-cropping.ts');
      // Its width is that of the page: measured once it is shown.
      this.hidden = false;
      const cropping = await openCropping(box, file, this.dataset['words'] ?? '', (part, at) => {
        field.value = part === null ? '' : [part.x, part.y, part.width, part.height].map((value) => value.toFixed(4)).join(' ');
        sliders.hidden = part === null;
        [size.value, across.value, down.value] = [at.size, at.across, at.down].map((value) => String(Math.round(value * 100))) as [
          string,
          string,
          string,
        ];
      });
      shape.onchange = () => cropping.shape(shape.value === '' ? null : Number(shape.value));
      sliders.oninput = () => cropping.place(Number(size.value) / 100, Number(across.value) / 100, Number(down.value) / 100);
      cropping.shape(shape.value === '' ? null : Number(shape.value));
    } catch (error) {
      // The server says in words what is wrong with the file.
      console.error(error);
      this.hidden = true;
    }
  }
}

customElements.define('picture-crop', PictureCrop);
