package dev.cachekit.inprocess;

import dev.cachekit.spi.Lookup;

/** Nothing. */
record EmptyCell() implements Cell {

    static final EmptyCell EMPTY = new EmptyCell();

    @Override
    public long ends() {
        return 0;
    }

    @Override
    public Cell at(Moment moment) {
        return this;
    }

    @Override
    public Lookup lookup(Moment moment) {
        return new Lookup.Absent();
    }
}
