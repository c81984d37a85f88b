import { TableCell, TableHead, TableRow } from '@mui/material';

/** The heading of a table; an empty word stands over the buttons. */
export const HeadRow = ({ of: words }: { of: readonly string[] }) => (
  <TableHead>
    <TableRow>
      {words.map((word) => (
        <TableCell key={word} scope="col">
          {word}
        </TableCell>
      ))}
    </TableRow>
  </TableHead>
);
