import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';

export interface RedeemCodeInput {
  login: string;
  code: string;
  password: string;
}

export const RedeemCodeDocument = parse(
  'mutation RedeemCode($input: RedeemCodeInput!) { redeemCode(input: $input) }',
) as TypedDocumentNode<{ redeemCode: boolean }, { input: RedeemCodeInput }>;
