-- Publishing says anew why each household is left, as the board sees it then: a row of those who wait is put right in its place.
grant update on allocation_waiting to r_territory;
