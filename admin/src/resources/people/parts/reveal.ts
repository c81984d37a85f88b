import { RevealDocument, type PersonField, type PersonSubject } from '@qinyou/schema';
import { tell } from '../../../providers/graph.ts';

/** Fetches one value in full; the look is recorded with its reason (R32). */
export const revealer =
  (subject: PersonSubject, id: string, field: PersonField) =>
  async (reason: string): Promise<string> => {
    const { reveal } = await tell(RevealDocument, { input: { subject, id, field, reason } });
    return reveal.value;
  };
