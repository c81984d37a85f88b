-- Whom the city sends to a county and takes back (R6) is a part of the history of its places, for which there is an index of its own.
drop index audit_settings;
create index audit_settings on audit_entry(id desc)
  where action in ('programmeYear.open', 'programmeYear.change', 'rankMap.change', 'municipalPlace.send', 'municipalPlace.sendCadres',
    'municipalPlace.takeBackCadres', 'figures.change', 'dictionary.add', 'dictionary.edit', 'dictionary.reweigh');
