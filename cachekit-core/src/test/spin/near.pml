// One key in the near cache of one node: guarded fills, messages that form a chain, beats, tags over the home lane.
//
// Lane 0 is the key's, lane 1 the cache's home lane, which carries its tags. Stamps count up by one, so the message with
// stamp n says that n - 1 came before it. Messages may be lost, late, and with REORDER in any order. How long a near entry
// may be served after the last good beat is left out by asserting something stronger: a near hit is no older than what
// was acknowledged when the beat was sent to which each of the lanes owes its being live. That is the bound of 3 s for a
// hit whose lanes are live; and that they are not live later than that is a comparison of two times. A node's own
// invalidations count from the moment they have returned. What is read from the store has the bound 0.
//
// run remote writer                     : -DREADERS=2 -DREADS=1 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 -DEVICTIONS=0 : holds
// run remote writer, reads in a row     : -DREADERS=1 -DREADS=2 -DWRITES=2 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 : holds
// run messages in any order             : -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=1 -DLOSSES=0 -DBEATS=1 -DREORDER : holds
// run local writer                      : -DLOCAL -DREADERS=1 -DREADS=3 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 : holds
// run local writer, store away          : -DLOCAL -DOUTAGE -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 : holds
// run tags                              : -DTAGS_ONLY -DREADERS=2 -DREADS=1 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DEVICTIONS=0 : holds
// run tags, local writer                : -DTAGS -DLOCAL -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DEVICTIONS=0 : holds
// run pattern                           : -DPATTERN -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 : holds
// run fill is not guarded               : -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_NO_GUARD -DBUG_NO_SECOND_LOOK : fails
// run near cache first, then the store  : -DLOCAL -DREADERS=1 -DREADS=3 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_LOCAL_FIRST : fails
// run own messages are skipped          : -DLOCAL -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_OWN_SKIPPED : fails
// run gap is ignored                    : -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=1 -DLOSSES=1 -DBEATS=1 -DBUG_GAP_IGNORED : fails
// run beat is ignored                   : -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 -DBUG_BEAT_IGNORED : fails
// run nothing removed, nothing published: -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_PUBLISH_IF_EXISTED : fails
// run tags checked in the key's lane    : -DTAGS -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 -DBUG_KEY_LANE_ONLY : fails
// run pattern does not raise at its end : -DPATTERN -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_NO_RAISE_AFTER : fails
// run stamp noted before it is applied  : -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_NOTED_FIRST : fails
// run lane live before it is dropped    : -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=1 -DBEATS=1 -DBUG_DROPPED_LATE : fails
// run insertion missed by an iteration  : -DTAGS -DREADERS=1 -DREADS=2 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_NO_SECOND_LOOK : fails
// run entry served before the second look: -DTAGS_ONLY -DREADERS=2 -DREADS=1 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DEVICTIONS=0 -DBUG_SERVED_EARLY : fails
// run ticket taken after the look-up    : -DREADERS=1 -DREADS=3 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_TICKET_LATE : fails
// run pending ends before near removal  : -DLOCAL -DOUTAGE -DREADERS=1 -DREADS=3 -DWRITES=1 -DOTHERS=0 -DLOSSES=0 -DBEATS=1 -DBUG_PENDING_LEFT -DBUG_TICKET_AFTER_PENDING : fails

#ifdef TAGS_ONLY
#define TAGS
#endif

#ifndef EVICTIONS
#define EVICTIONS 1
#endif

#ifdef TAGS
#define LANES 2
#else
#define LANES 1
#endif
#define SLOTS 8                         // messages of a lane under way, at most

mtype = { NOTHING, LEASE, VALUE };
mtype = { KEY, TAG, CACHE, UNRELATED };

// the store
mtype kind = NOTHING;
byte token, value, clock;               // of the entry
byte tagClock;                          // of the tag table; there is one tag, so it is the tag's stamp, too
byte sent[LANES];                       // stamps of the lanes
byte acknowledged[LANES];               // the newest version invalidated through each lane

// the transport
chan messages[LANES] = [SLOTS] of { byte, mtype };
byte losses;

// the node
bool near, served;                      // an entry is served once its fill has looked at the epoch again
byte nearValue, nearLoad, nearGeneration[LANES];
bool bin;                               // compute and remove of a key exclude each other; iteration heeds nobody
byte epoch, generation[LANES];
byte last[LANES];                       // as far as the chain is known
byte basis[LANES];                      // acknowledged when the last good beat was sent
bool live[LANES];
bool pending;
byte own;                               // the newest version whose invalidation on this node has returned

byte database;

#if defined(BUG_SERVED_EARLY)
#define EARLY true
#else
#define EARLY false
#endif

#if LANES == 2 && !defined(BUG_KEY_LANE_ONLY)
#define NEAR_VALID (near && served && FRESH(0) && FRESH(1))
#else
#define NEAR_VALID (near && served && FRESH(0))
#endif
#define FRESH(l) (live[l] && nearGeneration[l] == generation[l])

#define forgotten near = false; served = false; nearValue = 0; nearLoad = 0

#define noteIn(variable, v) if :: v > variable -> variable = v :: else fi

inline publish(l, what) {
    sent[l]++;
    assert(nfull(messages[l]));
    messages[l]!sent[l], what
}

inline removeKey() {
    epoch++;
    atomic { !bin -> forgotten }
}

inline removeTagged() {
    epoch++;
    atomic { forgotten }
}

inline dropLane(l) {
    generation[l]++
}

proctype Listener() {
    byte l, stamp;
    mtype what;
    bool gap;

end:
    do
    :: atomic {
           if
           :: messages[0]?stamp, what -> l = 0
#if LANES == 2
           :: messages[1]?stamp, what -> l = 1
#endif
           fi;
           gap = last[l] != stamp - 1 && stamp > last[l]
       };
#ifndef BUG_GAP_IGNORED
       if :: gap -> dropLane(l) :: else fi;
#endif
#ifdef BUG_NOTED_FIRST
       atomic { noteIn(last[l], stamp) };
#endif
#ifdef BUG_OWN_SKIPPED
       if
       :: what == UNRELATED || what != UNRELATED
#else
       if
       :: what == KEY -> removeKey()
       :: what == TAG -> removeTagged()
       :: what == CACHE -> dropLane(l)
       :: what == UNRELATED
#endif
       fi;
       atomic { noteIn(last[l], stamp); stamp = 0; l = 0; gap = false; what = UNRELATED }
    od
}

proctype Beat(byte l) {
    byte n, seen, before;

    do
    :: atomic { n < BEATS -> n++; before = acknowledged[l] };      // sent
        seen = sent[l];                 // executed
#ifndef BUG_BEAT_IGNORED
        if                              // answered
        :: last[l] >= seen              // at once, or within the grace
        :: atomic { last[l] < seen ->
#ifdef BUG_DROPPED_LATE
               noteIn(last[l], seen); noteIn(basis[l], before); live[l] = true
#endif
           };
           dropLane(l);
           atomic { noteIn(last[l], seen) }
        fi;
#endif
        atomic { noteIn(basis[l], before); live[l] = true; before = 0; seen = 0 }
    :: n == BEATS -> break
    od
}

inline execute() {                      // the scripts of one invalidation
    if
#ifdef TAGS_ONLY
#elif defined(PATTERN)
    :: true ->
        atomic { publish(0, UNRELATED) };
        atomic {                        // the scan
            if
            :: kind != NOTHING -> kind = NOTHING; token = 0; value = 0; clock = 0
            :: else
            fi
        };
        atomic {
#ifndef BUG_NO_RAISE_AFTER
            publish(0, CACHE);
#endif
            noteIn(acknowledged[0], mine)
        }
#else
    :: atomic {
           true;
#ifdef BUG_PUBLISH_IF_EXISTED
           if :: kind != NOTHING -> publish(0, KEY) :: else fi;
#else
           publish(0, KEY);
#endif
           kind = NOTHING; token = 0; value = 0; clock = 0;
           noteIn(acknowledged[0], mine)
       }
#endif
#ifdef TAGS
    :: atomic { byTag = true; tagClock++; publish(1, TAG); noteIn(acknowledged[1], mine) }
#endif
    fi
}

inline removeNear() {
    if
#ifdef TAGS
    :: byTag -> removeTagged()
#endif
    :: !byTag -> removeKey()
    fi
}

proctype Writer() {
    byte n, mine;
    bool byTag;

    do
    :: atomic { n < WRITES -> n++; database++; mine = database };
#ifdef BUG_LOCAL_FIRST
        removeKey();
#endif
        if
        :: execute()
#ifdef OUTAGE
        :: pending = true;              // no answer: it was executed or not
           removeKey();
           own = mine;
           if :: execute() :: skip fi;
           execute();                   // sent again
#ifdef BUG_PENDING_LEFT
           pending = false; goto next;
#endif
#endif
        fi;
#ifdef LOCAL
#ifndef BUG_LOCAL_FIRST
        removeNear();
#endif
        own = mine;
        pending = false;
#endif
next:
        atomic { mine = 0; byTag = false }
    :: n == WRITES -> break
    od
}

proctype Reader(byte r) {
    byte n, load, need, all, got, gotClock, atEpoch, at[LANES], l;
    bool fits;

    do
    :: atomic { n < READS ->
            n++;
            load = r * READS + n;
            need = own;
            all = acknowledged[0];
#if LANES == 2
            noteIn(all, acknowledged[1])
#endif
        };
        if
        :: atomic { NEAR_VALID ->
               assert(nearValue >= need && nearValue >= basis[0]);
#if LANES == 2
               assert(!live[1] || nearValue >= basis[1]);
#endif
               goto next
           }
        :: true                         // no near entry, or a lane is not live
        fi;
#ifdef BUG_TICKET_AFTER_PENDING
        if :: pending -> goto next :: else fi;
#endif
#ifndef BUG_TICKET_LATE
        atomic {
            atEpoch = epoch; at[0] = generation[0];
#if LANES == 2
            at[1] = generation[1]
#endif
        };
#endif
#ifndef BUG_TICKET_AFTER_PENDING
        if :: pending -> goto next :: else fi;
#endif
        if                              // find
        :: atomic { kind == VALUE -> got = value; gotClock = clock };
#ifdef BUG_TICKET_LATE
           atomic { atEpoch = epoch; at[0] = generation[0] };
#endif
           if                           // and the second round trip of a tagged hit
           :: atomic { gotClock == tagClock -> assert(got >= need && got >= all); goto put }
           :: gotClock != tagClock
           fi
        :: kind != VALUE
        fi;
        atomic {                        // lease
            if
            :: kind == LEASE -> goto next
            :: kind == VALUE && clock == tagClock -> goto next
            :: else -> kind = LEASE; token = load; value = 0; clock = 0; gotClock = tagClock
            fi
        };
        got = database;
        atomic {                        // fill
            if
            :: kind == LEASE && token == load -> kind = VALUE; token = 0; value = got; clock = gotClock
            :: else -> goto next
            fi
        };
put:
        atomic { !bin -> bin = true;
            fits = atEpoch == epoch && at[0] == generation[0];
#if LANES == 2
            fits = fits && at[1] == generation[1];
#endif
#ifdef BUG_NO_GUARD
            fits = true
#endif
        };
        atomic {
            if
            :: fits ->
                near = true; served = EARLY; nearValue = got; nearLoad = load; nearGeneration[0] = at[0];
#if LANES == 2
                nearGeneration[1] = at[1]
#endif
            :: else
            fi;
            bin = false
        };
#ifndef BUG_NO_SECOND_LOOK
        // an iteration may have missed the entry while it was being inserted
        if
        :: fits && atEpoch == epoch
        :: fits && atEpoch != epoch ->
            atomic { if :: near && nearLoad == load -> forgotten :: else fi };
            fits = false
        :: !fits
        fi;
#endif
        atomic { if :: fits && near && nearLoad == load -> served = true :: else fi };
next:
        atomic {
            need = 0; all = 0; got = 0; gotClock = 0; atEpoch = 0; fits = false; at[0] = 0;
#if LANES == 2
            at[1] = 0
#endif
        }
    :: n == READS -> break
    od
}

proctype Environment() {
    byte evictions, stamp, others;
    mtype what;

end:
    do
#if EVICTIONS > 0
    :: atomic { kind == LEASE -> kind = NOTHING; token = 0 }
#endif
    :: atomic { evictions < EVICTIONS && kind == VALUE -> evictions++; kind = NOTHING; value = 0; clock = 0 }
    :: atomic { others < OTHERS -> others++; publish(0, UNRELATED) }
    :: atomic { losses < LOSSES && nempty(messages[0]) -> messages[0]?stamp, what; losses++; stamp = 0 }
#if LANES == 2
    :: atomic { losses < LOSSES && nempty(messages[1]) -> messages[1]?stamp, what; losses++; stamp = 0 }
#endif
#ifdef REORDER
    :: atomic { len(messages[0]) > 1 -> messages[0]?stamp, what; messages[0]!stamp, what; stamp = 0 }
#endif
    od
}

init {
    byte i;
    atomic {
        do :: i < READERS -> run Reader(i); i++ :: else -> break od;
        i = 0;
#ifdef TAGS_ONLY
        live[0] = true;                 // nothing happens there
        i = 1;
#endif
        do :: i < LANES -> run Beat(i); i++ :: else -> break od;
        run Writer();
        run Listener();
        run Environment()
    }
}
