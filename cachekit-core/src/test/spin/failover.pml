// One entry on a primary with one replica, which is promoted while the old primary goes on answering those who have not
// noticed (a zombie).
//
// Replication is asynchronous: the replica holds some earlier state of the primary. Every node notices the failover at a
// moment of its own, by the replication id that its beat brings, and then sends its journal again: the invalidations
// that were acknowledged to it. With FENCE the first node to notice also gives the lane's caches new incarnations; one is
// made only once, so the model does not lean on every node's doing it again.
// Values are versions of the database row. Asserted: outside a failover a read is no older than what was acknowledged
// when it began; the same again once every living node has noticed and has sent its journal.
//
// run replay                            : -DREADERS=2 -DREADS=2 -DWRITERS=1 -DWRITES=2 -DREPLAY : holds
// run replay, two writers               : -DREADERS=1 -DREADS=2 -DWRITERS=2 -DWRITES=1 -DREPLAY : holds
// run replay and fence, writer may die  : -DREADERS=2 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DREPLAY -DFENCE -DDEATH : holds
// run replay and fence, two writers     : -DREADERS=1 -DREADS=2 -DWRITERS=2 -DWRITES=1 -DREPLAY -DFENCE -DDEATH : holds
// run no replay                         : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 : fails
// run fence only                        : -DREADERS=2 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DFENCE : fails
// run replay only, writer may die       : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DREPLAY -DDEATH : fails
// run replayed before noticing          : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DREPLAY -DBUG_REPLAYED_TO_OLD : fails
// run journal forgets before the replay : -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DREPLAY -DBUG_JOURNAL_TOO_SHORT : fails
// run writer dies with a zombie's answer: -DREADERS=1 -DREADS=2 -DWRITERS=1 -DWRITES=1 -DREPLAY -DFENCE -DDEATH -DDEATH_LATE : fails

#define NODES (READERS + WRITERS)

mtype = { NOTHING, LEASE, VALUE };

// by server: 0 the old primary, 1 the replica that becomes the new one
mtype kind[2] = NOTHING;
byte token[2], value[2], incarnation[2], record[2];
byte incarnations;

bool promoted, fenced;
byte at[NODES];             // the server that a node takes for the primary
byte behind = NODES;        // living nodes that have not noticed, or have not sent their journal

byte database, must;

#define noteOf(v)   if :: v > must -> must = v :: else fi
#define emptied(s)  kind[s] = NOTHING; token[s] = 0; value[s] = 0; incarnation[s] = 0
#define recorded(s) if :: record[s] == 0 -> incarnations++; record[s] = incarnations :: else fi

#define CALM (!promoted || behind == 0)

inline notice(n) {
    atomic {
        at[n] = 1;
#ifdef FENCE
        if
        :: !fenced -> fenced = true; incarnations++; record[1] = incarnations
        :: else
        fi
#endif
    }
}

proctype Reader(byte n) {
    byte i, load, need, got;
    bool calm;

    do
    :: promoted && at[n] == 0 -> notice(n); behind--
    :: atomic { i < READS ->
           i++;
           load = n * READS + i;
           need = must;
           calm = CALM
       };
       atomic {                                 // find and lease as one
           recorded(at[n]);
           if
           :: kind[at[n]] == VALUE && incarnation[at[n]] == record[at[n]] ->
               got = value[at[n]];
               assert(!calm || !CALM || got >= need);
               goto next
           :: kind[at[n]] == LEASE && incarnation[at[n]] == record[at[n]] -> goto next
           :: else ->
               emptied(at[n]);
               kind[at[n]] = LEASE; token[at[n]] = load; incarnation[at[n]] = record[at[n]]
           fi
       };
       got = database;
       if                                       // a failover may come to be noticed during the load
       :: promoted && at[n] == 0 -> notice(n); behind--
       :: true
       fi;
       atomic {                                 // fill
           if
           :: kind[at[n]] == LEASE && token[at[n]] == load && incarnation[at[n]] == record[at[n]] ->
               kind[at[n]] = VALUE; value[at[n]] = got; token[at[n]] = 0
           :: else
           fi
       };
next:
       atomic { need = 0; got = 0; calm = false }
    :: i == READS && at[n] == 1 -> break
    od
}

proctype Writer(byte n) {
    byte i, mine, journal;

    do
    :: promoted && at[n] == 0 ->
#ifdef BUG_REPLAYED_TO_OLD
        if :: journal != 0 -> atomic { emptied(0); noteOf(journal); journal = 0 } :: else fi;
#endif
        notice(n);
#ifdef REPLAY
        if
        :: journal != 0 -> atomic { emptied(1); noteOf(journal); behind-- }
        :: journal == 0 -> behind--
        fi
#else
        behind--
#endif
    :: atomic { i < WRITES -> i++; database++; mine = database };
       atomic {                                 // invalidate, acknowledged
           emptied(at[n]);
#ifdef BUG_JOURNAL_TOO_SHORT
           if :: promoted -> journal = mine :: else fi;
#else
           journal = mine;
#endif
           noteOf(mine);
           mine = 0
       }
#ifdef DEATH
    // Dies with its journal. What a zombie has acknowledged to it is lost then, and nobody else can know.
#ifdef DEATH_LATE
    :: atomic { at[n] == 0 -> behind--; break }
#else
    :: atomic { at[n] == 0 && !promoted -> behind--; break }
#endif
#endif
    :: i == WRITES && at[n] == 1 -> break
    od
}

proctype Servers() {
end:
    do
    :: atomic { !promoted ->                    // replication reaches the present state
           kind[1] = kind[0]; token[1] = token[0]; value[1] = value[0];
           incarnation[1] = incarnation[0]; record[1] = record[0]
       }
    :: promoted = true; break
    od;
endExpiry:
    do
    :: atomic { kind[0] == LEASE -> emptied(0) }
    :: atomic { kind[1] == LEASE -> emptied(1) }
    od
}

init {
    byte i;
    atomic {
        do :: i < READERS -> run Reader(i); i++ :: else -> break od;
        do :: i < NODES -> run Writer(i); i++ :: else -> break od;
        run Servers()
    }
}
