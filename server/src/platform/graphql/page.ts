import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Arg, Field, InputType, Int, ObjectType, Root, type ClassType } from 'type-graphql';
import { invalidInput } from '../errors.ts';
import { Scoped } from './guard.ts';

/** Rows of a page at the most. */
export const MAX_PAGE_SIZE = 1000;
/** Rows of a page where nothing is said. */
export const DEFAULT_PAGE_SIZE = 25;

@InputType({
  description: 'Which page of a list: by number and size, or after a cursor (for phones and long lists).',
})
export class PageInput {
  @Field(() => Int, { defaultValue: 1, description: 'Page number, from 1. Ignored where `after` is given.' })
  @IsInt()
  @Min(1, { message: '页码从 1 起' })
  number!: number;

  @Field(() => Int, { defaultValue: DEFAULT_PAGE_SIZE, description: 'Rows of a page, 1 to 1000.' })
  @IsInt()
  @Min(1, { message: '每页至少 1 行' })
  @Max(MAX_PAGE_SIZE, { message: `每页最多 ${MAX_PAGE_SIZE} 行` })
  size!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the last row already seen; pairings, cadres, households and units can go on after it.',
  })
  @IsOptional()
  @IsUUID(undefined, { message: '翻页的记号不对。请从第一页看起' })
  after?: string | null;
}

/** Parameter: the page of a list; {@link pageOf} says which where it is left out. */
export const PageArg = () =>
  Arg('page', () => PageInput, {
    nullable: true,
    description: 'Which page and how long; the first one where left out.',
  });

export const pageOf = (page: PageInput | null | undefined): PageInput =>
  page ?? Object.assign(new PageInput(), { number: 1, size: DEFAULT_PAGE_SIZE });

/** Longer than any list, and small enough to be reckoned with in the database's integers. */
const BEHIND_EVERY_LIST = 1_000_000_000;

/** Rows before a page of a list that has numbered pages only. @throws INVALID_INPUT where rows after another one are asked for */
export function offsetOf({ number, size, after }: PageInput): number {
  if (after) throw invalidInput({ after: '这份清单只能按页码翻，不能接着某一行往下翻' });
  return Math.min((number - 1) * size, BEHIND_EVERY_LIST);
}

/** The same of a list that can go on after a row: none are skipped then. */
export const offsetUnlessAfter = (page: PageInput): number => (page.after ? 0 : offsetOf(page));

/** A list as every list is answered: `items`, and `count` behind `total`, run only when asked for. */
export interface List<T> {
  items: T[];
  count: () => Promise<number>;
}

/** The object type of a list of `item`s, e.g. `PairingList`. */
export function listType<T extends object>(item: ClassType<T>, name: string) {
  @ObjectType(name, { description: 'One page of a list; `total` is counted only when asked for.' })
  class ListType {
    @Scoped('parent')
    @Field(() => [item], { description: 'The rows of this page.' })
    items!: T[];

    @Field(() => Int, { description: 'How many rows the filter matches within what the caller may see.' })
    total(@Root() list: List<T>): Promise<number> {
      return list.count();
    }
  }
  return ListType;
}
