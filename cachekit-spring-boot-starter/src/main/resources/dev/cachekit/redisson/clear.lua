-- Empties a cache within a lane, however many keys it has there.
-- KEYS[1]  the lane's record
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  what stands for the cache within its keys
-- Result   1
-- Invariant: the stamp is raised. No value and no lease survives, because the next incarnation is another. Fences go
-- on to deny leases, but their writers can no longer store. Passes on a full server.
-- include: lane

raise(KEYS[1], 'C', ARGV[1])
redis.call('UNLINK', KEYS[2])
return 1
