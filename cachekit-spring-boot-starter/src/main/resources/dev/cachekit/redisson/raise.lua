-- Raises the stamp of a lane.
-- KEYS[1]  the lane's record
-- Result   1
-- Invariant: passes on a full server.
-- include: lane

raise(KEYS[1])
return 1
