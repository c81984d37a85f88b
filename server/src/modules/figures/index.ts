export { CurrentFigures, FIGURES_CHANNEL } from './current-figures.ts';
export { FiguresResolver } from './figures.resolver.ts';
export { Figures } from './figures.type.ts';
