import type { ModelTexts } from '../kind.ts';

export const apprenticeshipModel: ModelTexts = {
  fr: {
    title: 'Apprenti ou apprentie [métier], [diplôme]',
    body: 'Vous apprenez [le métier] avec [qui], pendant [durée]. Les cours ont lieu à [centre de formation], [rythme].\n\nLa première année, vous [ce que vous ferez]. Ensuite, [la suite].\n\nUn essai de [quelques jours] est possible avant de signer. Écrivez [quoi, à qui], ou passez [quand].',
  },
  en: {
    title: 'Apprentice [occupation], [diploma]',
    body: 'You learn [the trade] with [whom], for [how long]. Classes are at [school], [rhythm].\n\nIn the first year you [what you will do]. Then [what follows].\n\nYou can try it for [some days] before signing. Write [what, to whom], or come [when].',
  },
};
