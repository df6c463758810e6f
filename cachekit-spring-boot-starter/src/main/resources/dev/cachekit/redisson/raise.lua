-- Raises the stamp of a lane.
-- KEYS[1]  the lane's record
-- ARGV[1]  'N' to tell of nothing, or 'C' to tell that a cache was removed
-- ARGV[2]  what stands for the cache within its keys, or empty
-- Result   1
-- Invariant: passes on a full server.
-- include: lane

raise(KEYS[1], ARGV[1], ARGV[2])
return 1
