-- One row: what this database is called, so that it is told from one that used the same Redis server before.
create table this_database (
    id   int         primary key,
    name varchar(36) not null
);
