package dev.cachekit.engine;

import dev.cachekit.KeyFunction;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.Listener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the user of a builder has given; the rest is made when all is put together. */
final class Given {

    final List<Listener> listeners = new ArrayList<>();
    final List<KeyFunction> keyFunctions = new ArrayList<>();
    final GivenOptions options = new GivenOptions();
    final GivenLimits limits = new GivenLimits();
    final GivenLocks locks = new GivenLocks();
    final GivenFlights flights = new GivenFlights();

    String app = "app";
    Duration deadline = Duration.ofSeconds(1);
    Transactions transactions = Transactions.NONE;
    RemovalLog removalLog = RemovalLog.NONE;
    BreakerSettings breaker = BreakerSettings.DEFAULT;
    FailoverRule failover = FailoverRule.REPLAY;
    ContextCarrier context = ContextCarrier.NONE;
    Observer observer = Observer.NONE;

    @Nullable
    Scheduler scheduler;

    @Nullable
    Backend backend;

    @Nullable
    Codec codec;

    @Nullable
    Executor executor;

    @Nullable
    Executor background;
}
