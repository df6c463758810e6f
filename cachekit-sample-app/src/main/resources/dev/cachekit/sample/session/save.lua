-- Keeps a session, unless it has been ended.
--   KEYS[1]  the session
--   ARGV[1]  the session as text
--   ARGV[2]  how long it stays, ms
--   ARGV[3]  what has to be there already: 'any' (whatever it is), 'some' or 'none'
-- Returns 1 if it is kept, else 0.
-- Invariant: the mark of a session that has ended is never replaced, so no node that comes late brings it back.
local there = redis.call('GET', KEYS[1])
if there == 'ended' or (ARGV[3] == 'some' and not there) or (ARGV[3] == 'none' and there) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
