-- Who can sign in. Hashes carry the name of their algorithm.
create table account (
    user_id       bigint       primary key references app_user (id),
    password_hash varchar(200) not null,
    role          varchar(20)  not null
);
