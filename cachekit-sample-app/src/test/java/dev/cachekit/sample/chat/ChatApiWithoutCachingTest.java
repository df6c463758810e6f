package dev.cachekit.sample.chat;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class ChatApiWithoutCachingTest extends ChatApiTest {}
