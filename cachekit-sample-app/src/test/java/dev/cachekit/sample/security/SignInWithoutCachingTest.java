package dev.cachekit.sample.security;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class SignInWithoutCachingTest extends SignInTest {}
