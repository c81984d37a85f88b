import { openPolicy, policy } from '../../platform/auth/policy.ts';

/** How long one may stay signed in is for everybody to know. */
export const readFigures = openPolicy('figures.read', 'signedIn');
/** They hold for the whole city. */
export const changeFigures = policy('figures.change', { territory: ['CITY_OPERATOR'] });
