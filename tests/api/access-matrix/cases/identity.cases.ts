import * as as from '../case.ts';

const { done, input, list, nothing, shows } = as;

/** What concerns oneself, and accounts and grants of the own people. */
export const identityCases: Record<string, as.Case> = {
  me: {
    who: 'signedIn',
    variables: nothing,
    reply: ({ role, stance }) => shows([], { me: { currentGrant: { role, path: stance.path } } }),
  },
  signIn: {
    who: 'anyone',
    variables: input(() => ({ login: 'nobody', password: 'nothing at all' })),
    reply: as.always('UNAUTHENTICATED'),
    records: true,
  },
  redeemOneTimeCode: {
    who: 'anyone',
    variables: input(() => ({ login: 'nobody', code: 'nothing', newPassword: '平利 茶园 三月 开' })),
    reply: as.always('UNAUTHENTICATED'),
    records: true,
  },
  signOut: { who: 'signedIn', variables: nothing, reply: as.always(done()), ends: true },
  signOutEverywhere: { who: 'signedIn', variables: nothing, reply: as.always(done()), ends: true },
  switchGrant: {
    who: 'signedIn',
    variables: async ({ freshGrant }) => ({ id: await freshGrant() }), // somebody else's
    reply: as.always(as.NOT_FOUND),
  },
  ownSessions: {
    who: 'signedIn',
    variables: nothing,
    reply: () => shows([], { ownSessions: [{ current: true }] }),
  },
  endOwnSession: {
    who: 'signedIn',
    variables: ({ sessionId }) => ({ id: sessionId }), // somebody else's
    reply: as.always(as.NOT_FOUND),
  },
  changePassword: {
    who: 'signedIn',
    variables: input(() => ({ oldPassword: 'nothing at all', newPassword: 'short' })),
    reply: as.always('INVALID_INPUT'),
  },

  cadreAccounts: {
    who: { territory: as.OFFICES, unit: as.LIAISON },
    variables: nothing,
    reply: list(['official', 'idle', 'retained', 'bystander', 'unit'], { as: 'RECORD' }),
  },
  issueOneTimeCode: {
    who: { territory: as.OFFICES, unit: as.LIAISON },
    variables: ({ cadreId }) => ({ cadreId }),
    reply: as.act(as.person, done()),
  },
  setAccountDisabled: {
    who: { territory: as.OFFICES, unit: as.LIAISON },
    variables: input(({ cadreId }) => ({ cadreId, disabled: false })),
    reply: as.act(as.person, done()),
  },
  grants: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: nothing,
    reply: list(['holder']),
  },
  giveGrant: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: input(({ county: { path } }) => ({ displayName: '新人', path, role: 'LEADER' })),
    reply: (asker) =>
      asker.role === 'CITY_OPERATOR' && as.county(asker) ? done() : as.refused('RULE_VIOLATED'),
  },
  issueHolderCode: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: async ({ freshGrant }) => ({ grantId: await freshGrant() }),
    reply: as.act((asker) => asker.knows('holder'), done()),
  },
  setHolderDisabled: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: input(async ({ freshGrant }) => ({ grantId: await freshGrant(), disabled: false })),
    reply: as.act((asker) => asker.knows('holder'), done()),
  },
  withdrawGrant: {
    who: { territory: as.CITY_AND_COUNTY },
    variables: async ({ freshGrant }) => ({ id: await freshGrant() }),
    reply: as.act((asker) => asker.knows('holder'), done()),
  },
};
