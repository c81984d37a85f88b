import { registerEnumType } from 'type-graphql';

/**
 * A GraphQL enum whose values are their own names: registered with what it and each of them means, and answered as an object of the
 * names, for fields and for checks of inputs. Where the codes have a type already, `enumType<Code>` misses none of them.
 */
export function enumType<Code extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Code, string>>,
): { readonly [C in Code]: C } {
  const entries = Object.entries<string>(meanings);
  const codes = Object.fromEntries(entries.map(([code]) => [code, code])) as { readonly [C in Code]: C };
  const valuesConfig = Object.fromEntries(entries.map(([code, meaning]) => [code, { description: meaning }]));
  registerEnumType<Record<string, string>>(codes, { name, description, valuesConfig });
  return codes;
}
