package dev.cachekit.inprocess;

import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Token;
import org.jspecify.annotations.Nullable;

/**
 * The load that is about to replace a value which stays readable meanwhile.
 *
 * @param load the load under way; null if none
 * @param restsUntil until when no load may begin, because the last one failed
 */
record Reload(@Nullable LeaseCell load, long restsUntil) {

    static final Reload NONE = new Reload(null, 0);

    boolean hasEnded(Moment moment) {
        return load != null && load.ends() <= moment.now();
    }

    Reload ended() {
        return new Reload(null, restsUntil);
    }

    boolean isBy(Token token) {
        return load != null && load.token().equals(token);
    }

    LeaseReply ask(LeaseRequest request, Moment moment) {
        if (load != null && !isBy(request.token())) {
            return new LeaseReply.Held(load.token(), moment.until(load.ends()));
        }
        return moment.now() < restsUntil ? new LeaseReply.Resting(moment.until(restsUntil)) : new LeaseReply.Granted();
    }

    /** Returns what is left after the question was answered so. */
    Reload answered(LeaseReply reply, LeaseRequest request, Moment moment) {
        if (load != null && reply instanceof LeaseReply.Held) {
            return new Reload(load.awaited(), restsUntil);
        }
        return reply instanceof LeaseReply.Granted ? new Reload(started(request, moment), restsUntil) : this;
    }

    private LeaseCell started(LeaseRequest request, Moment moment) {
        long ends = moment.after(request.duration());
        return load == null ? LeaseCell.of(request, moment) : load.until(ends);
    }
}
