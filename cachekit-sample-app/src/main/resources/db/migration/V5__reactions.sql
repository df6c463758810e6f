-- liked says what the user wants now, counted whether post.like_count already knows.
create table reaction (
    post_id    bigint                   not null references post (id),
    user_id    bigint                   not null references app_user (id),
    liked      boolean                  not null,
    counted    boolean                  not null default false,
    changed_at timestamp with time zone not null,
    primary key (post_id, user_id)
);
create index reaction_to_count on reaction (counted, post_id);
create index reaction_by_time on reaction (changed_at);

-- like_version grows by one each time the count is saved.
alter table post add column like_count bigint not null default 0;
alter table post add column like_version bigint not null default 0;
