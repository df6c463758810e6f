// One tagged entry and the tag table of its cache.
//
// An entry carries the table's clock, read before its load. It is valid if the clock is no older than the table's floor
// and than the stamp of its tag. The table stands in another slot than the entry, so nothing is atomic across the two.
// Values are versions of the database row. Asserted at every read: the value is no older than what was acknowledged when
// the read began.
//
// run two readers                       : -DREADERS=2 -DREADS=2 -DWRITES=1 -DLOST=1 -DEVICTIONS=1 : holds
// run three readers                     : -DREADERS=3 -DREADS=1 -DWRITES=1 -DLOST=1 -DEVICTIONS=1 : holds
// run clock read after the load         : -DREADERS=1 -DREADS=2 -DWRITES=1 -DLOST=0 -DEVICTIONS=0 -DBUG_CLOCK_AFTER_LOAD : fails
// run lost table reads as never         : -DREADERS=1 -DREADS=2 -DWRITES=1 -DLOST=1 -DEVICTIONS=0 -DBUG_LOST_IS_NEVER : fails
// run new table begins without a floor  : -DREADERS=2 -DREADS=2 -DWRITES=1 -DLOST=1 -DEVICTIONS=0 -DBUG_NO_FLOOR : fails
// run stamp does not pass the clock     : -DREADERS=1 -DREADS=2 -DWRITES=1 -DLOST=0 -DEVICTIONS=0 -DBUG_NOT_STRICT : fails
// run joined value is not checked       : -DREADERS=2 -DREADS=1 -DWRITES=1 -DLOST=0 -DEVICTIONS=0 -DBUG_JOINED_UNCHECKED : fails
// run server's clock steps back         : -DREADERS=2 -DREADS=2 -DWRITES=1 -DLOST=1 -DEVICTIONS=0 -DCLOCK_BACK : fails

#define LOADS (READERS * READS + 1)

mtype = { NOTHING, LEASE, VALUE };

mtype kind = NOTHING;
byte token, value, clock;       // of the entry

bool table;                     // the table, and whether there is one
byte tableClock, floor, tagged;
byte time = 1;                  // the server's clock
byte lost;
bool steppedBack;

byte database, must;

byte landed[LOADS];             // by load: value + 1, when others may take it
byte begun[LOADS];              // by load: the tag clock read before it

#define emptied kind = NOTHING; token = 0; value = 0; clock = 0

inline tick() {
    if
    :: tableClock + 1 > time -> time = tableClock + 1
    :: else
    fi;
    tableClock = time
}

// Every script that touches the table begins like this.
inline tableThere() {
    if
    :: !table ->
        table = true;
        tableClock = time;
#if defined(BUG_NO_FLOOR) || defined(BUG_LOST_IS_NEVER)
        floor = 0;
#else
        floor = time;
#endif
        tagged = 0
    :: else
    fi
}

#ifdef BUG_LOST_IS_NEVER
#define TAG_VALID(c) (!table || ((c) >= floor && (c) >= tagged))
#else
#define TAG_VALID(c) (table && (c) >= floor && (c) >= tagged)
#endif

proctype Reader(byte r) {
    byte need, load, got, n, gotClock, holder, rejected;

    do
    :: n < READS ->
        n++;
        load = r * READS + n;
        need = must;
look:
        atomic {
            if
            :: kind == VALUE -> got = value; gotClock = clock; rejected = token
            :: else -> rejected = 0
            fi
        };
        if
        :: rejected != 0 ->                 // the second round trip of a tagged hit
            if
            :: atomic { TAG_VALID(gotClock) -> assert(got >= need); goto next }
            :: atomic { !TAG_VALID(gotClock) -> got = 0; gotClock = 0 }
            fi
        :: else
        fi;
        atomic {                            // lease
            if
            :: kind == VALUE && token != rejected -> goto look
            :: kind == LEASE -> holder = token; goto held
            :: else -> emptied; kind = LEASE; token = load
            fi
        };
#ifdef BUG_CLOCK_AFTER_LOAD
        got = database;
        atomic { tableThere(); gotClock = tableClock; begun[load] = gotClock };
#else
        atomic { tableThere(); gotClock = tableClock; begun[load] = gotClock };
        got = database;
#endif
        landed[load] = got + 1;
        atomic {                            // fill
            if
            :: kind == LEASE && token == load -> kind = VALUE; value = got; clock = gotClock
            :: else
            fi
        };
        goto next;
held:
        // The lease that was just seen says nothing of tags: an invalidation of a tag removes no lease.
        if
        :: landed[holder] != 0 ->
            got = landed[holder] - 1;
#ifdef BUG_JOINED_UNCHECKED
            atomic { assert(got >= need) }
#else
            if
            :: atomic { TAG_VALID(begun[holder]) -> assert(got >= need) }
            :: atomic { !TAG_VALID(begun[holder]) -> got = 0 }      // loads by itself, stores nothing
            fi
#endif
        :: kind != LEASE || token != holder -> goto look
        fi;
next:
        atomic { need = 0; got = 0; gotClock = 0; holder = 0; rejected = 0 }
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
        :: atomic {                         // invalidates the tag
               true;
               tableThere();
#ifndef BUG_NOT_STRICT
               tick();
#endif
               tagged = tableClock;
               must = mine
           }
        :: atomic {                         // the table was too large: a new one takes its place
               true;
               tableThere();
#ifndef BUG_NOT_STRICT
               tick();
#endif
               floor = tableClock;
               tagged = 0;
               must = mine
           }
        fi
    :: n == WRITES -> break
    od
}

proctype Environment() {
    byte evictions;

end:
    do
    :: atomic { lost < LOST && table -> lost++; table = false; tableClock = 0; floor = 0; tagged = 0; time++ }
    :: atomic { evictions < EVICTIONS && kind == VALUE -> evictions++; emptied }
    :: atomic { kind == LEASE -> emptied }
#ifdef CLOCK_BACK
    :: atomic { !steppedBack && time > 1 -> steppedBack = true; time = 1 }
#endif
    od
}

init {
    byte i;
    atomic {
        do :: i < READERS -> run Reader(i); i++ :: else -> break od;
        run Writer();
        run Environment()
    }
}
