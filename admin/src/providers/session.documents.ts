import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';

/** A role at a place, for a time; a person works under one at a time (当前身份, R31). */
export interface Grant {
  id: string;
  role: string;
  /** What the switcher shows: 县操作员 · 平利县 */
  title: string;
  path: string;
}

/** Who is signed in, under which grant, and the names of the policies that let it act. */
export interface Me {
  id: string;
  displayName: string;
  grants: Grant[];
  currentGrant: Grant | null;
  permissions: string[];
}

const ME = 'id displayName permissions grants { id role title path } currentGrant { id role title path }';

export const MeDocument = parse(`query Me { me { ${ME} } }`) as TypedDocumentNode<
  { me: Me | null },
  Record<string, never>
>;
export const SignInDocument = parse(
  `mutation SignIn($input: SignInInput!) { signIn(input: $input) { ${ME} } }`,
) as TypedDocumentNode<{ signIn: Me }, { input: { login: string; password: string } }>;
export const SignOutDocument = parse('mutation SignOut { signOut }') as TypedDocumentNode<
  { signOut: boolean },
  Record<string, never>
>;
export const SignOutEverywhereDocument = parse(
  'mutation SignOutEverywhere { signOutEverywhere }',
) as TypedDocumentNode<{ signOutEverywhere: boolean }, Record<string, never>>;
export const SwitchGrantDocument = parse(
  `mutation SwitchGrant($grantId: ID!) { switchGrant(grantId: $grantId) { ${ME} } }`,
) as TypedDocumentNode<{ switchGrant: Me }, { grantId: string }>;
export const RedeemCodeDocument = parse(
  `mutation RedeemCode($input: RedeemCodeInput!) { redeemCode(input: $input) { ${ME} } }`,
) as TypedDocumentNode<{ redeemCode: Me }, { input: { login: string; code: string; password: string } }>;
