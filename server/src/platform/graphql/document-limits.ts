import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { Extensions } from 'type-graphql';
import { tooComplex } from '../errors.ts';
import type { Limits } from '../limits.ts';

/** At most so often in one operation, over aliases and fragments: for what tries a secret. */
export const AtMost = (times: number): MethodDecorator & PropertyDecorator => Extensions({ atMost: times });

type DocumentLimits = Pick<Limits, 'depth' | 'rootFields' | 'sameField'>;

/** Far past every limit: fragments that spread each other twice grow beyond what a number holds. */
const MANY = 1_000_000;

/** A selection set with its fragments spread: how often each field stands in it, and how deep it goes. */
interface Spread {
  fields: Map<string, number>;
  depth: number;
}

/**
 * Refuses documents that go too deep or name a field too often, however they alias it or spread it over fragments. Runs once a
 * document, since valid ones are remembered; each fragment is looked at once, since twenty that spread each other twice are a
 * million selections.
 */
export function documentLimits(limits: DocumentLimits): ValidationRule {
  return (context): ASTVisitor => {
    const spread = spreader(context);
    const refuse = (message: string, node: OperationDefinitionNode | SelectionSetNode) =>
      context.reportError(new GraphQLError(message, { nodes: node, originalError: tooComplex(message) }));
    return {
      SelectionSet(node) {
        for (const [name, times] of spread(node).fields) {
          if (times > limits.sameField)
            return refuse(`${name} 在一处要了太多遍，最多 ${limits.sameField} 遍`, node);
        }
        return undefined;
      },
      OperationDefinition(node) {
        const { fields, depth } = spread(node.selectionSet);
        if (depth > limits.depth)
          return refuse(`一次查询最多 ${limits.depth} 层，这次更深。请分几次查`, node);
        const roots = [...fields.values()].reduce((sum, times) => sum + times, 0);
        if (roots > limits.rootFields)
          return refuse(`一次最多办 ${limits.rootFields} 件事，这次更多。请分几次办`, node);
        for (const [name, times] of fields) {
          const most = atMostOf(context, node, name);
          if (times > most) return refuse(`${name} 一次只能办 ${most} 件，请分开办`, node);
        }
        return undefined;
      },
    };
  };
}

function atMostOf(context: ValidationContext, { operation }: OperationDefinitionNode, name: string): number {
  const root = context.getSchema().getRootType(operation);
  return Number(root?.getFields()[name]?.extensions['atMost'] ?? MANY);
}

function spreader(context: ValidationContext): (set: SelectionSetNode) => Spread {
  const known = new Map<SelectionSetNode, Spread>();
  return function spread(set): Spread {
    const before = known.get(set);
    if (before) return before;
    const found: Spread = { fields: new Map(), depth: 1 };
    known.set(set, found); // a fragment that contains itself is refused by another rule; here it ends
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        count(found, selection.name.value, 1);
        if (selection.selectionSet)
          found.depth = Math.max(found.depth, 1 + spread(selection.selectionSet).depth);
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : context.getFragment(selection.name.value)?.selectionSet;
      if (!inner) continue;
      const part = spread(inner);
      for (const [name, times] of part.fields) count(found, name, times);
      found.depth = Math.max(found.depth, part.depth);
    }
    return found;
  };
}

function count({ fields }: Spread, name: string, times: number): void {
  fields.set(name, Math.min(MANY, (fields.get(name) ?? 0) + times));
}
