package dev.cachekit.sample.trace;

import dev.cachekit.sample.OnSentinel;

@OnSentinel
class TraceOnSentinelTest extends TraceTest {}
