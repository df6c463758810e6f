-- Removes values and leases that a scan has found under keys of one cache in one lane.
-- KEYS[1]  the lane's record
-- KEYS[2]  the record of the incarnation
-- KEYS[3..n]  the entries
-- Result   how many values, leases and foreign keys were there
-- Invariant: as of invalidate, but that the stamp stays: who scans raises it before and after, and at the end tells that the
-- cache was removed. Passes on a full server.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane
-- include: writers
-- include: removal

redis.call('PEXPIRE', KEYS[1], LANE_TTL) -- as in raise: a full server would refuse to write to a fence first
return remove(3, current(KEYS[2]))
