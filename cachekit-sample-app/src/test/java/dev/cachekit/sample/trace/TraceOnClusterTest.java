package dev.cachekit.sample.trace;

import dev.cachekit.sample.OnCluster;

@OnCluster
class TraceOnClusterTest extends TraceTest {}
