package dev.cachekit.sample.chat;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class ChatApiOnPostgreSqlTest extends ChatApiTest {}
