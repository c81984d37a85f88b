-- What an entry weighs is the entry's: a status says whether it makes a household registered poor or monitored, and how hard off
-- that is (0 to 50); a cause how much a friend can do about it (0 to 15). So an entry that is added counts, too.
alter table dictionary_entry add column registered boolean, add column weight int2;
update dictionary_entry e set registered = w.weight is not null, weight = w.weight
from dictionary_entry d left join (values ('MONITORED_HARDSHIP', 50), ('NOT_LIFTED', 45), ('RETURNED', 45), ('TO_BE_LIFTED', 35),
    ('MONITORED_UNSTABLE', 30), ('MONITORED_EDGE', 25), ('LIFTED', 10)) w(code, weight) on w.code = d.code
where d.dictionary = 'POVERTY_STATUS' and e.dictionary = d.dictionary and e.code = d.code;
update dictionary_entry set weight = case code when 'ILLNESS' then 15 when 'DISABILITY' then 15 when 'DISASTER' then 12
    when 'LABOUR' then 10 when 'SCHOOLING' then 10 else 5 end where dictionary = 'POVERTY_CAUSE';
alter table dictionary_entry add constraint dictionary_weight check (case dictionary
  when 'POVERTY_STATUS' then registered is not null and registered = (weight is not null) and coalesce(weight, 0) between 0 and 50
  when 'POVERTY_CAUSE' then registered is null and weight is not null and weight between 0 and 15
  else registered is null and weight is null end);

-- One name stands for one entry at a time, whoever adds it. Where two had it, the later code says which it is.
update dictionary_entry e set label = left(e.label, 20) || '（' || e.code || '）' where exists (select from dictionary_entry o
  where o.dictionary = e.dictionary and o.label = e.label and o.code < e.code
    and daterange(o.from_date, o.to_date) && daterange(e.from_date, e.to_date));
alter table dictionary_entry add constraint dictionary_label
  exclude using gist (dictionary with =, label with =, daterange(from_date, to_date) with &&);

-- Working out anew how hard off those are who carry an entry whose weight changed: off the request, a batch a transaction, from
-- where it was left. A further change of the same entry begins it again (`round`).
create table reweighing (
  id uuid primary key default uuidv7(),
  dictionary text not null,
  code text not null,
  account_id uuid not null references account(id),
  grant_id uuid references role_grant(id),
  path text collate "C" not null,             -- where its record lies
  round int not null default 1,
  total int not null,                         -- households that carry the entry, as counted when it began
  done int not null default 0,
  changed int not null default 0,             -- of them those that weigh otherwise now
  after_id uuid,                              -- the last one looked at
  begun_at timestamptz not null default now(),
  finished_at timestamptz,
  foreign key (dictionary, code) references dictionary_entry(dictionary, code)
);
create unique index reweighing_under_way on reweighing(dictionary, code) where finished_at is null;
grant select, insert, update on reweighing to r_territory, r_system;

drop index audit_settings;
create index audit_settings on audit_entry(id desc)
  where action in ('programmeYear.open', 'programmeYear.change', 'rankMap.change', 'municipalPlace.send', 'figures.change',
    'dictionary.add', 'dictionary.edit', 'dictionary.reweigh');
