// One entry: find, lease, load, fill, join, reload beside a value, invalidation, clear, expiry, eviction.
//
// Each atomic step at the store is one command or script. All readers belong to one process, so all of them may join
// each other. Values are versions of the database row. Asserted at every read, joined ones included: the value is no
// older than what was acknowledged when the read began. A value counts as acknowledged from the moment the store has
// executed its invalidation, which is the strictest reading.
//
// run two readers                       : -DREADERS=2 -DREADS=2 -DWRITERS=1 -DWRITES=2 -DEVICTIONS=1 : holds
// run two writers                       : -DREADERS=2 -DREADS=1 -DWRITERS=2 -DWRITES=1 -DEVICTIONS=1 : holds
// run three readers                     : -DREADERS=3 -DREADS=1 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=1 : holds
// run plain set                         : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_PLAIN_SET : fails
// run set if absent                     : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_SET_IF_ABSENT : fails
// run join by key                       : -DREADERS=2 -DREADS=1 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_JOIN_BY_KEY : fails
// run reload fills without its token    : -DREADERS=2 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_RELOAD_UNCHECKED : fails
// run clear keeps the incarnation       : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_CLEAR_KEEPS : fails
// run missing incarnation is valid      : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_MISSING_IS_VALID : fails
// run fill takes the present incarnation: -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_FILL_RENEWS : fails
// run snapshot older than the lease     : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_SNAPSHOT : fails
// run lease is sent twice               : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DEVICTIONS=0 -DBUG_LEASE_TWICE : fails

#define LOADS (READERS * READS + 1)

mtype = { NOTHING, LEASE, VALUE };
mtype = { IDLE, RUNNING, LANDED, GONE };

mtype kind = NOTHING;
byte token, value, incarnation, reloader;   // under the key

byte record;                                // incarnation of the cache in this lane, 0 if there is no record
byte incarnations;

byte database, must;

mtype flight[LOADS] = IDLE;                 // by token
byte landed[LOADS];

byte late;                                  // a lease request that arrives a second time

#define noteOf(v) if :: v > must -> must = v :: else fi
#define emptied   kind = NOTHING; token = 0; value = 0; incarnation = 0; reloader = 0
#define recorded  if :: record == 0 -> incarnations++; record = incarnations :: else fi
#define CURRENT   (record != 0 && incarnation == record)

#ifdef BUG_MISSING_IS_VALID
#define READABLE (kind == VALUE && (record == 0 || incarnation == record))
#else
#define READABLE (kind == VALUE && CURRENT)
#endif

#ifdef BUG_FILL_RENEWS
#define FILLS_LEASE (kind == LEASE && token == load)
#else
#define FILLS_LEASE (kind == LEASE && token == load && CURRENT)
#endif

#ifdef BUG_RELOAD_UNCHECKED
#define FILLS_VALUE (reloads && kind == VALUE && CURRENT)
#else
#define FILLS_VALUE (kind == VALUE && reloader == load && CURRENT)
#endif

inline fill() {
    atomic {
        if
        :: FILLS_LEASE || FILLS_VALUE ->
#ifdef BUG_FILL_RENEWS
            incarnation = record;
#endif
            kind = VALUE; token = load; value = got; reloader = 0
#ifdef BUG_PLAIN_SET
        :: else -> recorded; kind = VALUE; token = load; value = got; reloader = 0; incarnation = record
#endif
#ifdef BUG_SET_IF_ABSENT
        :: !(FILLS_LEASE || FILLS_VALUE) && kind == NOTHING ->
            recorded; kind = VALUE; token = load; value = got; incarnation = record
        :: !(FILLS_LEASE || FILLS_VALUE) && kind != NOTHING
#endif
#if !defined(BUG_PLAIN_SET) && !defined(BUG_SET_IF_ABSENT)
        :: else
#endif
        fi
    }
}

inline release() {
    atomic {
        if
        :: kind == LEASE && token == load -> emptied
        :: kind == VALUE && reloader == load -> reloader = 0
        :: else
        fi
    }
}

proctype Reader(byte r) {
    byte n, need, load, got, holder, seen, snapshot;
    bool reloads;

    do
    :: n < READS ->
        n++;
        load = r * READS + n;
        need = must;
#ifdef BUG_SNAPSHOT
        snapshot = database;
#endif
#ifdef BUG_JOIN_BY_KEY
        holder = 1;
        do
        :: holder < LOADS - 1 -> holder++
        :: break
        od;
        if
        :: holder != load && flight[holder] == RUNNING -> goto held
        :: else -> holder = 0
        fi;
#endif
look:
        atomic {                                // MGET entry incarnation
            if
            :: READABLE ->
                got = value;
                assert(got >= need);
                if
                :: goto next                    // fresh enough
                :: seen = token; goto reload    // served stale, reloaded beside it
                fi
            :: else
            fi
        };
        atomic {                                // lease
            recorded;
            if
            :: kind == VALUE && CURRENT -> got = value; assert(got >= need); goto next
            :: kind == LEASE && CURRENT -> holder = token; goto held
            :: else ->
                emptied;
                kind = LEASE; token = load; incarnation = record;
                flight[load] = RUNNING;
#ifdef BUG_LEASE_TWICE
                if :: late == 0 -> late = load :: true fi
#endif
            fi
        };
        goto lead;
reload:
        atomic {
            if
            :: kind == VALUE && CURRENT && token == seen && reloader == 0 ->
                reloader = load; reloads = true; flight[load] = RUNNING
            :: else -> goto next
            fi
        };
lead:
        if
        :: true ->
#ifdef BUG_SNAPSHOT
            got = snapshot;
#else
            got = database;
#endif
            atomic { landed[load] = got; flight[load] = LANDED };
            fill()
        :: flight[load] = GONE; release()       // the load fails
        :: flight[load] = GONE                  // the process dies, or the answer is lost
        fi;
        goto next;
held:
        if
        :: atomic { flight[holder] == LANDED -> got = landed[holder]; assert(got >= need) }
        :: flight[holder] == GONE || kind != LEASE || token != holder -> holder = 0; goto look
        fi;
next:
        atomic { need = 0; got = 0; holder = 0; seen = 0; snapshot = 0; reloads = false }
    :: n == READS -> break
    od
}

proctype Writer() {
    byte n, mine;

    do
    :: n < WRITES ->
        n++;
        atomic { database++; mine = database };
        if
        :: atomic { emptied; noteOf(mine) }     // invalidate
        :: atomic {                             // clear: forgets the incarnation
#ifndef BUG_CLEAR_KEEPS
               record = 0;
#endif
               noteOf(mine)
           }
        fi
    :: n == WRITES -> break
    od
}

proctype Environment() {
    byte evictions;

end:
    do
    :: atomic { kind == LEASE -> emptied }                          // a lease ends
    :: atomic { kind == VALUE && reloader != 0 -> reloader = 0 }    // so does that of a reload
    :: atomic { evictions < EVICTIONS && kind == VALUE -> evictions++; emptied }
    :: atomic { evictions < EVICTIONS && record != 0 -> evictions++; record = 0 }
    :: atomic { record == 0 -> recorded }                           // a script for another key
    :: atomic { late != 0 ->
           recorded;
           if
           :: kind == NOTHING || !CURRENT -> emptied; kind = LEASE; token = late; incarnation = record
           :: else
           fi;
           late = 0
       }
    od
}

init {
    byte i;
    atomic {
        do :: i < READERS -> run Reader(i); i++ :: else -> break od;
        i = 0;
        do :: i < WRITERS -> run Writer(); i++ :: else -> break od;
        run Environment()
    }
}
