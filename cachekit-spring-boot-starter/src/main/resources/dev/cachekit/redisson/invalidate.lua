-- Removes values and leases under keys of one cache in one lane.
-- KEYS[1]  the lane's record
-- KEYS[2]  the record of the incarnation
-- KEYS[3..n]  the entries
-- Result   how many values, leases and foreign keys were there
-- Invariant: the stamp is raised whether or not a key existed. No lease survives, so no load that began before can
-- fill. A fence stays and goes on to deny leases, but its writers can no longer store. Passes on a full server.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane
-- include: writers
-- include: removal

raise(KEYS[1], 'I', unpack(KEYS, 3))
return remove(3, current(KEYS[2]))
