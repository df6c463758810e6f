// Writers of one key: fence and settle, two-phase invalidations, writes that go by the lane's stamp.
//
// The store has one entry, its cache's incarnation in that lane, and the lane's stamp. Each atomic step at the store is
// one script. Values are versions of the database row. Asserted at every read: the value is no older than `must`, what
// was acknowledged when the read began; with TWO_PHASE, what was committed when it began.
//
// A writer may roll back, die at any moment, or outlast its fence. With TWO_PHASE it does not outlast its fence before
// the commit, and nothing is evicted: both are assumptions of that guarantee.
//
// run two writers                       : -DWRITERS=2 -DOTHERS=1 -DREADERS=1 -DREADS=2 : holds
// run two writers, two readers          : -DWRITERS=2 -DOTHERS=0 -DREADERS=2 -DREADS=1 : holds
// run one writer, two readers, evictions: -DWRITERS=1 -DOTHERS=1 -DREADERS=2 -DREADS=1 -DEVICTIONS=1 : holds
// run one writer, two others, evictions : -DWRITERS=1 -DOTHERS=2 -DREADERS=1 -DREADS=2 -DEVICTIONS=1 : holds
// run by stamp                          : -DBY_STAMP -DWRITERS=2 -DOTHERS=1 -DREADERS=1 -DREADS=2 -DPATTERN : holds
// run two phases                        : -DTWO_PHASE -DWRITERS=2 -DOTHERS=1 -DREADERS=1 -DREADS=2 : holds
// run two phases, two readers           : -DTWO_PHASE -DWRITERS=2 -DOTHERS=0 -DREADERS=2 -DREADS=1 : holds
// run overlap is not marked             : -DWRITERS=2 -DOTHERS=0 -DREADERS=1 -DREADS=1 -DBUG_NO_OVERLAP : fails
// run invalidation leaves fence as it is: -DWRITERS=1 -DOTHERS=1 -DREADERS=1 -DREADS=1 -DBUG_INVALIDATE_UNMARKED : fails
// run invalidation removes the fence    : -DTWO_PHASE -DWRITERS=1 -DOTHERS=1 -DREADERS=1 -DREADS=2 -DBUG_INVALIDATE_REMOVES : fails
// run settling after a clear stores     : -DWRITERS=1 -DOTHERS=1 -DREADERS=1 -DREADS=1 -DBUG_SETTLE_AFTER_CLEAR : fails
// run one end clears the other's fence  : -DTWO_PHASE -DWRITERS=2 -DOTHERS=0 -DREADERS=1 -DREADS=2 -DBUG_END_CLEARS_ALL : fails
// run invalidation keeps the state name : -DWRITERS=1 -DOTHERS=1 -DREADERS=2 -DREADS=1 -DBUG_NAME_KEPT : fails
// run clear does not end shared loads   : -DWRITERS=1 -DOTHERS=1 -DREADERS=2 -DREADS=1 -DBUG_SHARED_OVER_CLEAR : fails
// run loads are shared inside a fence   : -DTWO_PHASE -DWRITERS=1 -DOTHERS=0 -DREADERS=2 -DREADS=1 -DBUG_SHARED_IN_PHASE : fails
// run stamp is not compared             : -DBY_STAMP -DWRITERS=2 -DOTHERS=1 -DREADERS=1 -DREADS=1 -DBUG_NO_STAMP : fails
// run pattern raises stamps at end only : -DBY_STAMP -DPATTERN -DWRITERS=1 -DOTHERS=1 -DREADERS=1 -DREADS=1 -DBUG_RAISED_AFTER_ONLY : fails

#ifndef EVICTIONS
#define EVICTIONS 0
#endif

#define LOADS (READERS * READS + 1)
#define BIT(w) (1 << (w))

mtype = { NOTHING, LEASE, VALUE, FENCE };

// under the key
mtype kind = NOTHING;
byte token;             // of a lease: the load
byte value;             // of a value
byte incarnation;       // of all
bool overlapped;        // of a fence
byte name;              // of a fence: changes with its state
byte inside;            // of a fence: its writers whose deadlines have not passed

byte record;            // incarnation of the cache in this lane, 0 if there is no record
byte incarnations;
byte names;
byte stamp = 1;

byte database;
byte must;
bool inTime[WRITERS];   // the deadline of a writer may not pass yet

// loads shared by callers that saw the same fence
byte leader[16];        // by name of the fence: the load under way, 0 if none
byte leaderIn[16];      // by name of the fence: the incarnation of the record that the leader saw
byte landed[LOADS];     // by load: value + 1 when it has ended

#define noteOf(v) if :: v > must -> must = v :: else fi
#define emptied   kind = NOTHING; token = 0; value = 0; incarnation = 0; overlapped = false; name = 0; inside = 0
#define renamed   names++; name = names
#define recorded  if :: record == 0 -> incarnations++; record = incarnations :: else fi

inline fence(w) {
    atomic {
        recorded;
        if
        :: kind == FENCE -> overlapped = overlapped || inside != 0 || incarnation != record
        :: else -> emptied; kind = FENCE
        fi;
        incarnation = record;
        inside = inside | BIT(w);
        renamed;
        stamp++
    }
}

inline settle(w, store, mine, before) {
    d_step {
        own = kind == FENCE && (inside & BIT(w)) != 0;
        others = 0;
        if :: kind == FENCE -> others = inside & ~BIT(w) :: else fi;
#ifdef BUG_NO_OVERLAP
        overlapped = false;
#endif
#ifdef BUG_SETTLE_AFTER_CLEAR
        sameCache = true;
#else
        sameCache = record != 0 && incarnation == record;
#endif
        if
        :: kind == FENCE -> store = store && own && others == 0 && !overlapped && sameCache
#ifdef BUG_NO_STAMP
        :: else -> store = store && before != 0
#else
        :: else -> store = store && before == stamp
#endif
        fi;
        stamp++;
        if
        :: store -> recorded; emptied; kind = VALUE; value = mine; incarnation = record
#ifndef BUG_END_CLEARS_ALL
        :: !store && others != 0 -> inside = others; overlapped = true; renamed
        :: !store && others == 0 -> emptied
#else
        :: !store -> emptied
#endif
        fi;
        if :: mine != 0 -> noteOf(mine) :: else fi;
        own = false; others = 0; sameCache = false
    }
}

proctype Writer(byte w) {
    byte mine, before, others;
    bool own, sameCache, store, byStamp;

#ifdef BY_STAMP
    if :: w == 0 -> byStamp = true :: w != 0 fi;
#endif
    if
    :: byStamp -> before = stamp
    :: !byStamp -> fence(w)
    fi;

    if
    :: atomic {
           database++;
           mine = database;
           inTime[w] = false;
#ifdef TWO_PHASE
           noteOf(mine);
#endif
           store = true
       }
    :: inTime[w] = false                    // rolled back
    :: inTime[w] = false; goto ended        // dies before the commit
    fi;
#ifdef TWO_PHASE
    store = false;
#endif
    if
    :: settle(w, store, mine, before)
    :: skip                                 // dies after the commit
    fi;
ended:
    skip
}

// Somebody who changes the row and then removes the key, its cache, or a pattern.
proctype Other() {
    byte mine;

    atomic { database++; mine = database };
    if
    :: atomic {                             // invalidate
           stamp++;
#ifndef BUG_INVALIDATE_REMOVES
           if
           :: kind == FENCE ->
#ifndef BUG_INVALIDATE_UNMARKED
               overlapped = true;
#endif
#ifndef BUG_NAME_KEPT
               renamed
#else
               skip
#endif
           :: else -> emptied
           fi;
#else
           emptied;
#endif
           noteOf(mine)
       }
    :: atomic {                             // clear: forgets the incarnation
           stamp++;
           record = 0;
           noteOf(mine)
       }
#ifdef PATTERN
    :: true ->
#ifndef BUG_RAISED_AFTER_ONLY
       stamp++;
#endif
       atomic {                             // the scan sees the key, or it is not there
           if
           :: kind == FENCE -> overlapped = true; renamed
           :: kind == NOTHING -> skip
           :: else -> emptied
           fi
       };
       atomic { stamp++; noteOf(mine) }
#endif
    fi
}

proctype Reader(byte r) {
    byte need, load, got, n, follows, seen, seenIn;

    do
    :: n < READS ->
        n++;
        load = r * READS + n;
        need = must;
        atomic {                            // find and lease as one: what counts is what the last of them saw
            recorded;
            if
            :: kind == VALUE && incarnation == record -> got = value; assert(got >= need); goto next
            :: kind == LEASE && incarnation == record -> goto next        // held: the model of entries
            :: kind == FENCE -> seen = name; seenIn = record; goto fenced
            :: else -> emptied; kind = LEASE; token = load; incarnation = record
            fi
        };
        got = database;
        atomic {                            // fill
            if
            :: kind == LEASE && token == load && incarnation == record -> token = 0; kind = VALUE; value = got
            :: else
            fi
        };
        goto next;
fenced:
        atomic {
#ifdef BUG_SHARED_OVER_CLEAR
            if
            :: leader[seen] != 0 -> follows = leader[seen]
#else
            if
            :: leader[seen] != 0 && leaderIn[seen] == seenIn -> follows = leader[seen]
#endif
            :: else -> follows = 0; leader[seen] = load; leaderIn[seen] = seenIn
            fi;
#ifdef TWO_PHASE
#ifndef BUG_SHARED_IN_PHASE
            follows = 0
#endif
#endif
        };
        if
        :: follows == 0 ->
            got = database;
            atomic {
                landed[load] = got + 1;
                if :: leader[seen] == load -> leader[seen] = 0; leaderIn[seen] = 0 :: else fi
            }
        :: follows != 0 ->
            atomic { landed[follows] != 0 -> got = landed[follows] - 1; assert(got >= need) }
        fi;
next:
        atomic { got = 0; follows = 0; seen = 0; seenIn = 0; need = 0 }
    :: n == READS -> break
    od
}

// Deadlines pass, keys are evicted, leases expire.
proctype Time() {
    byte evictions, w;

end:
    do
    :: atomic { kind == FENCE && inside != 0 ->
           w = 0;
           do
           :: w < WRITERS - 1 -> w++
           :: break
           od;
#ifdef TWO_PHASE
           if :: (inside & BIT(w)) != 0 && !inTime[w] -> inside = inside & ~BIT(w) :: else fi;
#else
           inside = inside & ~BIT(w);
#endif
           if :: inside == 0 -> emptied :: else fi;
           w = 0
       }
    :: atomic { kind == LEASE -> emptied }
    :: atomic { record == 0 -> recorded }   // a script for another key
#if EVICTIONS > 0
    :: atomic { evictions < EVICTIONS && kind != NOTHING -> evictions++; emptied }
    :: atomic { evictions < EVICTIONS && record != 0 -> evictions++; record = 0 }
#endif
    od
}

init {
    byte i;
    atomic {
        do :: i < WRITERS -> inTime[i] = true; run Writer(i); i++ :: else -> break od;
        i = 0;
        do :: i < OTHERS -> run Other(); i++ :: else -> break od;
        i = 0;
        do :: i < READERS -> run Reader(i); i++ :: else -> break od;
        run Time()
    }
}
