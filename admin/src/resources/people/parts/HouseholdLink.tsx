import { Link } from 'react-router-dom';

interface Card {
  id: string;
  headName: string;
  povertyStatus?: string | null | undefined;
}

/** A household by its head, with the way to its page where there is one: of a friend only the name is known (R7). */
export const HouseholdLink = ({ household: { id, headName, povertyStatus } }: { household: Card }) =>
  povertyStatus ? <Link to={`/households/${id}/show`}>{headName}户</Link> : <span>{headName}户</span>;
