import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Kind, type FieldNode, type OperationDefinitionNode } from 'graphql';

/** A typed document whose variables we do not need to know here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- variables are contravariant; nothing narrower holds them all
export type AnyDocument = TypedDocumentNode<unknown, any>;

/**
 * The operations behind one react-admin resource, as the module’s own `.graphql` files define them. What is absent does not
 * exist in the console either: no create document, no create button.
 */
export interface ResourceDocuments {
  /** `<things>(filter, sort, page) { items total }` */
  list?: AnyDocument;
  /** `<thing>(id)` */
  one?: AnyDocument;
  /** `<things>ByIds(ids)` */
  many?: AnyDocument;
  /** One verb, one `input`. */
  create?: AnyDocument;
  update?: AnyDocument;
  delete?: AnyDocument;
}

export type Registry = Readonly<Record<string, ResourceDocuments>>;

/** The document’s only operation. */
export const operationOf = (document: AnyDocument): OperationDefinitionNode => {
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('A document without an operation');
  return operation;
};

/** The name of the operation’s first root field: where the answer lies, and what `me.permissions` calls it. */
export const rootField = (document: AnyDocument): string => {
  const first = operationOf(document).selectionSet.selections.find(
    (s): s is FieldNode => s.kind === Kind.FIELD,
  );
  if (!first) throw new Error('An operation without a root field');
  return first.name.value;
};

/** The key under which the answer stands in `data`. */
export const answerKey = (document: AnyDocument): string => {
  const first = operationOf(document).selectionSet.selections.find(
    (s): s is FieldNode => s.kind === Kind.FIELD,
  );
  return first?.alias?.value ?? rootField(document);
};
